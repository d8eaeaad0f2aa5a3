# coding: ascii
# é
a = 1
