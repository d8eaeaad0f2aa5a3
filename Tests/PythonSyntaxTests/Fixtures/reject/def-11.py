first = 1
class A(a=): pass
last = 2
