first = 1
def f[**P: int](): pass
last = 2
