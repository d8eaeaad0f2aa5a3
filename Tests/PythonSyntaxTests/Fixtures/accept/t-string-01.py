t''
t'a'
T'a'
t"{a}"
t'''{a}
{b}'''
tr'\d{a}'
rt"\d{a}"
Tr'a' tR'b' RT'c' rT'd' Rt"e" TR"f"
t'{a!r}{b!s:c}{d=}{e = !a:{f}}'
t'{{{a}}}'
t'{'a'}{"b"}'
t"{t"{t"{a}"}"}"
t"{f'{a}'}"
f"{t'{a}'}"
t'a' t'b' rt'{c}'
t"{
a  # comment
}"
t'{(lambda: 0)}{(a := 1)}{a:=1}{a != b}'
t'{a:{b:{c}}}'
t'{yield}'
t'{*a, b}'
t'\N{BULLET}\x41'
t'{a}'.b
t = 1
t.a; t[0]; t(b); t * c
x = [t'a', f'b', 'c']
match x:
    case t: pass
