first = 1
if a:
    pass
    elif b:
        pass
last = 2
