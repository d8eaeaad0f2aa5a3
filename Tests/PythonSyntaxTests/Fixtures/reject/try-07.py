first = 1
try: pass
except A as 1: pass
last = 2
