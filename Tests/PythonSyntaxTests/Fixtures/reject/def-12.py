first = 1
class A(**a, *b): pass
last = 2
