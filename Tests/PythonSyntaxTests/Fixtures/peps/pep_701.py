# PEP 701: f-strings by the grammar.
f"These are the things: {", ".join(things)}"
f'{source.removesuffix(".py")}.c: $(srcdir)/{source}'
f"{f"{f"infinite"}"}" + ' ' + f"nesting!!!"
f"{f"{f"{f"{f"{f"{1+1}"}"}"}"}"}"
f"This is the playlist: {", ".join([
    'Take me back to Eden',  # My, my, those eyes like fire
    'Alkaline',              # Not acid nor alkaline
    'Ascensionism'           # Take to the broken skies at last
])}"
f"This is the playlist: {"\n".join(songs)}"
f"This is the playlist: {"\N{BLACK HEART SUIT}".join(songs)}"
f'{a["b"]}' f"{a["b"]}"
f"""{f'''{f"{f'{1}'}"}'''}"""
f'Useless use of lambdas: { (lambda x: x*2) }'
f'{x:{y:{z}}}' f'{x!r:^{width}.{precision}}'
f'{x=}' f'{x = }' f'{ x=!r}' f'{x=:>10}' f'{x=!s:^20}' f'{(x:=5)}' f'{x:=5}'
f'{{}}' f'{{{x}}}' f'{ {x} }' f'{{ {x} }}' f'}}{{'
f'''
{x
+ y}
{
    x  # comment } "
}
{x:
}'''
f'{x
}' f"{
    y!r
}"
rf'\{x}\d{y:\d}' fR"\N{x}" Rf'{"\n"}'
f'\{x}' f'\N{BULLET}{x}' f'\x41{x}\u0041' f'{x:\x41}'
f"{'a' 'b' f'{c}'}" 'd' f"e"
f'{*a, *b}' f'{yield}' f'{await x}' f'{a,}' f'{a, b}' f'{lambda_: 1}'
f'{a["""
"""]}'
f"{x!s}{y!a:{"<"}{10}}"
f'{x:%H:%M:%S}' f'{x:a{y}b{z}c}' f'{x:}' f'{x!r:}'
f"{a != b}{a == b}{a >= b}{a if b else c}{not a}{a[b:c]}{ {a: b}[c] }"
