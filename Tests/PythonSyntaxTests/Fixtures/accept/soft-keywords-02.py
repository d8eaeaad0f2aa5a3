match(a)[b].c
match(a, b) or c
match (a).b
match (a) + b
match (a), b
match [a] = 1
match [a].b = 1
match (a).b = 1
