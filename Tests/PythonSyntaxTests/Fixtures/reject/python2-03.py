first = 1
print `a`
last = 2
