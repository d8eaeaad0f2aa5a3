first = 1
class A(B)): pass
last = 2
