def f(): \

    pass
if a: \

  b
a \

b
