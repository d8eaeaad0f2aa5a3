first = 1
@a
    def f(): pass
last = 2
