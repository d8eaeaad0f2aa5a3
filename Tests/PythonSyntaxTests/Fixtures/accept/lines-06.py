   # an indented comment
a
       # another
if b:
# at column zero
    c
        # deeper
    d
  # between
e
# last, without a newline
