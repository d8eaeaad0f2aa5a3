first = 1
class A(1=b): pass
last = 2
