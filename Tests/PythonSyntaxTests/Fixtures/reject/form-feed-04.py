a = \
b
