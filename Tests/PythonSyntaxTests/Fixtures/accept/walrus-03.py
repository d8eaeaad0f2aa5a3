f"{(x := 1)}"
f"{x:=10}"
f"{x!r:=^20}"
match (x := 1):
    case y if z := y: pass
match x := 1:
    case _: pass
match x := 1, y := 2:
    case _: pass
if (a := 1) if (b := 2) else (c := 3): pass
if a := 1 if b else c: pass
if a := lambda: 0: pass
