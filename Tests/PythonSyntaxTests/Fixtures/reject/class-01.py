first = 1
class A(b=1, c): pass
last = 2
