def f(p):
    h = open(p, 'w')
    h.write('''a
b
  c''')
    h.close()
