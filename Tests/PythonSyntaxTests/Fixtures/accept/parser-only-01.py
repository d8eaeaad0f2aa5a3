with a as *b: pass
with (a as *b, c): pass
