# coding: utf-7x
a = 1
