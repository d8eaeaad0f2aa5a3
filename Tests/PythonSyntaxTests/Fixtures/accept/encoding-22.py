# Coding: nonsense
a = 1
