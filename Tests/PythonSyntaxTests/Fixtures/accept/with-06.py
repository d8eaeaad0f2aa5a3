with match: pass
with case as match: pass
with type, _ as type: pass
with lazy as _: pass
with (match as case, type as _): pass
with (open("a")) as f, (open("b")) as g: pass
with [a, b] as c: pass
with {a: b} as c, {d} as e: pass
with "a" as b: pass
with ... as a: pass
with a as b: pass; pass
