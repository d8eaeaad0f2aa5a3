try: pass
except: pass
try: pass
finally: pass
try: pass
except A: pass
try: pass
except A as b: pass
except (C, D): pass
except (C, D) as e: pass
except: pass
else: pass
finally: pass
try:
    try: pass
    finally: pass
except a.b.c[0](d): pass
try: pass
except (yield_): pass
try: pass
except a if b else c as d: pass
try: pass
except lambda: 0: pass
