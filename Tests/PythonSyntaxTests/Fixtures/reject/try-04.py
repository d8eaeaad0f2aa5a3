first = 1
try: pass
finally: pass
finally: pass
last = 2
