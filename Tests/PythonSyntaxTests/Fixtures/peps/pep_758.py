# PEP 758: several exceptions without parentheses.
try: f()
except A, B: pass
except A, B, C: pass
except A.b, c[0], d(): pass
except (A, B): pass
except (A, B) as e: pass
except (A), (B), : pass
except A,: pass
except: pass
try: f()
except* A, B: pass
except* C, (D, E), F,: pass
except* G as g: pass
try:
    f()
except ValueError, TypeError, \
       OSError:
    pass
else: pass
finally: pass
