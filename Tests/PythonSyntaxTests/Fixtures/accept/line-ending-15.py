a = 'b\
c'
d = f'{e}\
'
f = f'''
{g}
'''
