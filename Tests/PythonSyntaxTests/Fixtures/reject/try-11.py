first = 1
try: pass
except A, B as c: pass
last = 2
