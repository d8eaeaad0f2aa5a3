rf'\d{a}\d'
fr'\{a}'
rf'\{{{a}'
fr'{a:\d}'
rf'{a}\n{b!r:\w}'
fr'\N{a}'
rf"\"{a}"
f'\n{a}\t'
f'\\{a}'
f'\{a}' if 0 else 1
f'\N{BULLET}{a}'
f'{a}\N{EM DASH}'
f'\N{LATIN SMALL LETTER A}'
f'\x41{a}\u0041\U00000041\101'
f'\'{a}\''
f"\"{a}\""
f'{a:\n}'
f'{a:\x41}'
f'{a:\N{BULLET}}' if 0 else 1
f'\{{6}}' if 0 else 1
f'{{\x41}}'
f'\d'
f'\{{'
