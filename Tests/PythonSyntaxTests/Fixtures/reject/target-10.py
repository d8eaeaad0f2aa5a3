first = 1
{a: b for c in d} = e
last = 2
