first = 1
try: pass
finally: pass
else: pass
last = 2
