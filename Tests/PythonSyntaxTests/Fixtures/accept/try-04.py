try: pass
except match: pass
except case as match: pass
except type as _: pass
try:
    pass
# comment at column zero
except A:
    pass
  # odd comment
finally:
        pass
