first = 1
try: pass
except A as b, c: pass
last = 2
