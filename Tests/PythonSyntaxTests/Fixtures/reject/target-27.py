first = 1
await a = b
last = 2
