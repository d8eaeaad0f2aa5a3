with (a)(b): pass
with (a).b: pass
with (a)[0] as c: pass
with (a) + b: pass
with (a, b)[0]: pass
with (a) if b else c: pass
with (a), b: pass
with (a for a in b): pass
with (a for a in b) as c: pass
with (a := b): pass
with (a := b, c := d): pass
with (a := b), c: pass
with (*a, b): pass
with (lambda: 0): pass
with (a or b) as c, (d and e) as f: pass
with (a) == b as c: pass
with (a).b(c) as d, (e): pass
with (a)(): pass
with open(a) as b, \
     open(c) as d: pass
