# coding: latin-1
a = 1
