\
a = 1
if a:
    \
b
    c
if a:
\
    b
    c
