first = 1
class A: x = 
last = 2
