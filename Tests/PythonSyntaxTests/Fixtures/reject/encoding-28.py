# coding: rot13
a = 1
