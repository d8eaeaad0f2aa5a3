f'{a
