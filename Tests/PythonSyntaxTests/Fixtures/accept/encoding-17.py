# coding: Latin-1-unix
a = 'é'
