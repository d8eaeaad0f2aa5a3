if a:
b
