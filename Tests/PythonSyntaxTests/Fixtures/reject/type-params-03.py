first = 1
def f[*Ts: int](): pass
last = 2
