if a:
    b

    c
  