first = 1
with a as f(): pass
last = 2
