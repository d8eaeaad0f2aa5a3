# -*- coding: latin-1 -*-
def read(path):
    text = open(path).read()  # café
    return text
