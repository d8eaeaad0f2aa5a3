from x import *
h = open(p)
h.read()
global h
