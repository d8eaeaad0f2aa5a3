a # comment
a# comment
a #
#
##
#!
if a: # comment
    b # comment
    # comment
else: # comment
    # comment
    c
( # comment
a # comment
) # comment
a; # comment
