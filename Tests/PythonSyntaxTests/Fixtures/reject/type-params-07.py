first = 1
class A[T: *a]: pass
last = 2
