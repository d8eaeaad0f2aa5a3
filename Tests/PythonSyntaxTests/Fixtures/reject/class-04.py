first = 1
class A(=b): pass
last = 2
