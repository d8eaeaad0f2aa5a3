# coding: utf8
a = 1
