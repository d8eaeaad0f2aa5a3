if a:
    if b: c
    elif d: e
    else:
        f
    g
if a:
    pass
if a: pass
else:
    if b:
        pass
    else:
        pass
for a in b:
    while c:
        with d:
            try:
                e
            finally:
                f
            g
h
