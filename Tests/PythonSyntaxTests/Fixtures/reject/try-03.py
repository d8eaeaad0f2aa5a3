first = 1
try: pass
except A: pass
finally: pass
except B: pass
last = 2
