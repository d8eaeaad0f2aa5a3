if a:
b
