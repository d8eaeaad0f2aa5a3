# coding=
a = 1
