try: pass
except* A: pass
try: pass
except *A: pass
try: pass
except * A as b: pass
except *(C, D) as e: pass
except *C.d: pass
else: pass
finally: pass
try: pass
except*(A): pass
