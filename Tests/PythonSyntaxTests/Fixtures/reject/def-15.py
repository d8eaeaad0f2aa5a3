first = 1
class A[]: pass
last = 2
