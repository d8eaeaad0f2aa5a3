# encoding: latin-1
a = 'é'
