if a:
 b
if a:
        b
if a:
  if b:
     if c:
         d
     e
  f
g
if a:
    b
else:
  c
while a:
    if b:
            c
    d
