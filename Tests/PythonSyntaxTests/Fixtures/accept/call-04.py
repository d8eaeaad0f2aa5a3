f(a,
  b,
  *c,   # comment
  # another
  d=1,

  **e
)
f(
)
f(a=1, a=2)
f(match=1, case=2, type=3, _=4, lazy=5, print=6)
f(a
=
1)
