'a' 'b'
'a''b'
'a'"b"r'c'u"d"
b'a' b"b" rb'c'
'a' f'b' r"c" fr'{d}'
('a'
 'b'  # comment

 "c")
x = "a" \
    "b"
'a'.b
'a'[0]
'a' 'b' % c
'a' 'b'.c('d')
not'a'
'a'if'b'else'c'
'a'in'b'
[x for x in'a']
lambda:'a'
print('a''')
"a""""b"""
