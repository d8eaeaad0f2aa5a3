first = 1
try: pass
except A,: pass
except *B: pass
last = 2
