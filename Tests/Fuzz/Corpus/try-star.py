try:
    h = open(p)
except* (A, B) as e: pass
except* C: h.close()
else: h.read()
finally: h.close()
