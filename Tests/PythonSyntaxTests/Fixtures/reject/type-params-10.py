first = 1
class A[T
last = 2
