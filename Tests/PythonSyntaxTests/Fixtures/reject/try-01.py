first = 1
try: pass
last = 2
