f = lambda p, h=open(q): (yield open(p))
