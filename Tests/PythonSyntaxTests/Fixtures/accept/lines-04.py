a = (1
)
a = [
1,

2,
    # comment

        3
  ]
a = {
'b':
1
}
f(a
,b
   )
(
)
[
]
{
}
(a
  .b
    .c(
)
)
if (a and
b):
    pass
def f(
a,
        b
): pass
x = (1,
# comment at column zero
     2)
