# coding: us-ascii
a = 'b'
