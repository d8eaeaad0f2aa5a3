1if 2else 3
1or 2
1and 2
1in[1]
1is 1
1if 1else 0
0x1for x in y if 0 else 1
1 if 1else 2
[1for x in y]
0xfor 1
1.if 2else 3
1jif 2else 3
1_0if 2else 3
0b1or 2
0o7and 8
1.5or 2
1e5or 2
not 1
1not in[2]
