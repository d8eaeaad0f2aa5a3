first = 1
'''a