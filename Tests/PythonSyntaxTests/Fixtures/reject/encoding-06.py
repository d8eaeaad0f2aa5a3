a = 1


# café
