if a:
    b