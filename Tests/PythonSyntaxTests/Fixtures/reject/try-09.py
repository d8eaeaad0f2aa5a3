first = 1
try: pass
except A as (b): pass
last = 2
