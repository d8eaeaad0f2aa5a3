first = 1
try: pass
except A: pass
else: pass
else: pass
last = 2
