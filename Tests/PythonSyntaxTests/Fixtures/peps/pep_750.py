# PEP 750: template strings.
name = "World"
template = t"Hello {name}"
template = t"Hello {name!r}"
template = t"Value: {value:.2f}"
template = t"Value: {value!s:{precision}}"
template = t'{a}{b:{c}}{d!r:{e!s:>5}}'
template = t"{name=}" t"{name = }" t"{name=!s}" t"{name=:>{w}}"
args = {"foo": t"bar{baz}"}
print(t"{t"{x}"} {f"{y}"} {'z'}")
html(t"<p {attributes}>{[t"<li>{item}</li>" for item in items]}</p>")
t"Hello {name}" t"and {other}"
(t'a'
 t'{b}'
 t'c')
rt'Did you say "{name}"?\n' Tr'{x}\d' tR'' RT"""{y
}"""
t'{ x }' t'{x
}' t'''{
    x  # comment
}'''
t'{{}}' t'{{{x}}}' t'\N{BULLET}{x}\t'
t"{(lambda: 1)()}{a, b}{*c,}{yield}{await d}{(e := 1)}{f:=1}"
t'{x:}' t''
async def f(): return t"{await x}"
t = t"{t}"
match x:
    case t: t.strings; t[0]
