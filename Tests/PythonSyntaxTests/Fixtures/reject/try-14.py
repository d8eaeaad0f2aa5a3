first = 1
try: pass
except*: pass
last = 2
