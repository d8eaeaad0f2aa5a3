[x for match in y for case in match for type in case for _ in type]
[match for match in match if match]
[x for x in y if x in z]
[x for x in y if x not in z is not w]
(x for x in y).z
(x for x in y)[0]
[x for x in y][0]
{x for x in y} - {1}
