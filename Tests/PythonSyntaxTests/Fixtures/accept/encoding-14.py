# a
# b
# coding: nonsense
