f()()()
f().g().h
f[0](1)[2](3)
f(a)(b).c[d](e)
f (a) (b) . c [d]
"".join(a)
[].append(1)
{}.get(a)
(1).real
1 .real
1.0.real
1..real
1.e5.real
0x1.real
1j.imag
...()
None()
True.x
print(print)
match(a, b)
case(a)
type(a)
_(a)
lazy(a)
