a[*b]
a[*b, c]
a[c, *b]
a[*b, *c]
a[1:2, *b]
a[*b,]
a[*b] = 1
a[*b, 0] += 2
del a[*b]
x: a[*b] = 1
a[*b or c]
a[*lambda: 0]
a[()]
a[(*b,)]
