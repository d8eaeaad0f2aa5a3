# -*- coding: latin-1 -*-
h = open('é')
h.read()
