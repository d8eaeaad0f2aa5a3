ab = 1
