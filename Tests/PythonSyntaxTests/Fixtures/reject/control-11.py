a b = 1
