first = 1
class A(a=1, b): pass
last = 2
