# coding: latin-1
a = b'é'
