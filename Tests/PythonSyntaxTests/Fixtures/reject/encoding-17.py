# coding: nonsense
a = 1
