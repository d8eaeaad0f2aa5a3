first = 1
(a[0] := 1)
last = 2
