# coding: utf-7
x = '+AOk-'
h = open(p)
h.read()
