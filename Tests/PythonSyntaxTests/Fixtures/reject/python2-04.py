first = 1
exec "a"
last = 2
