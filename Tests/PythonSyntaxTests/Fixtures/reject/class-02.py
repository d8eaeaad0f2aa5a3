first = 1
class A(*b, **c, *d): pass
last = 2
