if a: pass
if a: b; c; d
if a: pass
elif b: pass
elif c: pass
else: pass
if a:
    if b: pass
    else: pass
else:
    pass
while a: break
while a:
    continue
else:
    pass
for a in b: pass
for a, in b: pass
for a, b in c: pass
for (a, b) in c: pass
for [a, (b, c)] in d: pass
for a.b in c: pass
for a[0], c.d in e: pass
for a in b, c: pass
for a in b,: pass
else: pass
for a in lambda: b: pass
for x in a if b else c: pass
for (a) in b: pass
for () in a: pass
