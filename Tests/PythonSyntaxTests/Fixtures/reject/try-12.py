first = 1
try: pass
except A as None: pass
last = 2
