first = 1
class A(B:
last = 2
