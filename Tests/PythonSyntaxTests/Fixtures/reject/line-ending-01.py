a = 'b
c'
