f(a, b)
