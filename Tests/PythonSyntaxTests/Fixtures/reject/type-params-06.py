first = 1
class A()[T]: pass
last = 2
