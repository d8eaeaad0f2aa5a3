if a:
    b
