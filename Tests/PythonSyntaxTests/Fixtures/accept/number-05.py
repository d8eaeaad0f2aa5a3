1if 2else 3
1or 2
1and 2
1in[1]
1is 1
[1for x in y]
0xfor 1
1.if 2else 3
1jif 2else 3
0b1or 2
0o7and 8
1.5or 2
1not in[2]
1.0if 1else 0
