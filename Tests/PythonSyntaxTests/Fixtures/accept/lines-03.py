if a:
    b
\
c
if a: \
  b
else: \
  c
