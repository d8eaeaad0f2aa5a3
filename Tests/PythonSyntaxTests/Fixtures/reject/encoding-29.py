# coding: hex
a = 1
