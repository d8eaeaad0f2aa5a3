first = 1
try: pass
except A, (b, c) as d: pass
last = 2
