ab = 1
