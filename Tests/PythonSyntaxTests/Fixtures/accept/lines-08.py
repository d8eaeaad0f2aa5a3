a;b;c
a ; b ; c ;
a;
if a: b; c;
if a: b;
class A: b; c
def f(): return; yield
x = 1; y = 2; del x; pass
