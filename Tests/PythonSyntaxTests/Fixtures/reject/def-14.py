first = 1
class A():
last = 2
