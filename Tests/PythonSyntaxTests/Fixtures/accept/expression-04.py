print(a)
print (a)
print
print, a
print.a
print[a]
print = 1
exec = 2
exec(a)
exec (a) in b
print >>a
print >>a, b
print -1
print (a), b
print(a) if b else c
nonlocal_ = async_ = 1
self.print(a)
self.exec(a)
self.None_
