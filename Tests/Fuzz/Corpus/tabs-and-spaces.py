def f(p):
	if p:
	    h = open(p)
	    h.read()
	    h.close()
