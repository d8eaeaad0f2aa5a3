first = 1
def f(): 
last = 2
