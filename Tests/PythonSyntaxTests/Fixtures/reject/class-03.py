first = 1
class A(b c): pass
last = 2
