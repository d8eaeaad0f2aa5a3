# coding: utf_8
a = 'é'
