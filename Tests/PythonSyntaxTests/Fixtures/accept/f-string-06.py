f'{f"{a}"}'
f"{f'{a}'}"
f'''{f"""{f"{f'{a}'}"}"""}'''
f"{f'{a:{b}}':{c}}"
f"{'a' if b else f'{c}'}"
f"{a['b']}{c('d')}"
f'{a["b"]:{c["d"]}}'
f'a' f'b{c}' 'd{e}' r'\{' fr'\{f}'
(f'a'
 'b'
 f'{c}')
f'{a}'.b
f'{a}'[0]
f'{a}' % b
f'{a}'f'{b}'
f'{a}''b'"c"f"{d}"
x = f'{a}' if f'{b}' else f'{c}'
f'{a:{{}}}' if 0 else 1
