try: pass
except A, B: pass
try: pass
except A, B, C: pass
except D, E,: pass
except F,: pass
try: pass
except* A, B: pass
except* C, D,: pass
except* (E, F) as g: pass
