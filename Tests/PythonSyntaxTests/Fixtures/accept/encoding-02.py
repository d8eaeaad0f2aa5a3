# coding: iso-8859-1
été = 1
