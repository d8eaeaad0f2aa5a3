match = 1
match.a = 2
match[0] = 3
match(1)
match()
match (a, b)
match [a, b]
match [a:b]
match -a
match * a
match - 1
match == 2
match in a
match not in b
match is not c
match or d
match and e
match if f else g
match, a = b
match, = b
match: int
match: int = 1
match += 1
match @ b
match
match; match
(match)
