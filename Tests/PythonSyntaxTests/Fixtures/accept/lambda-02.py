f = lambda x=lambda: 1: x
g = [lambda: 0, lambda x: x]
h = {lambda: 0: lambda: 1}
i = a[lambda: 0]
j = a[lambda: 0:lambda: 1]
k = (lambda: 0)()
l = lambda: 0 if a else b
m = lambda match, case, type, _: match
n = lambda \
    x: \
    x
o = lambda x=(1, 2), *y: {x: y}
p = lambda *_, **__: (_, __)
r = a if b else lambda: c
s = not a, lambda: 0
