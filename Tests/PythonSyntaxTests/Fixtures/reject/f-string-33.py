first = 1
f"{b'a' 'b'}"
last = 2
