f"{a  # comment
}"
f"{
a
}"
f'{
    a,  # comment with } and "quotes' and {
    b
}'
f"{a
:b}"
f"{a
!r}"
f"{[
    1,
    2
]}"
f"""{
    a  # comment
    + b
    # another }
:{c}}"""
f"{a:{
b}}"
f"{
# comment
a
# comment
}"
f"{a # }
}"
f'{a \
+ b}'
f"{(
a
)=}"
