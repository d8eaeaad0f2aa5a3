first = 1
class A[1]: pass
last = 2
