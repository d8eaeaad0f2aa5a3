for (x in y)[0] in z: pass
for x[a in b] in z: pass
for f(x in y).z in w: pass
for match in case: pass
for type in _: pass
for _, lazy in match(x): pass
for x in (yield): pass
for x in not a, b: pass
if (yield): pass
while (yield): pass
if a: pass;
if a: pass; pass;
