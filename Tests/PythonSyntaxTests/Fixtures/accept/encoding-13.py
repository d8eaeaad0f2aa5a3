a = 1
# coding: nonsense
b = 2
