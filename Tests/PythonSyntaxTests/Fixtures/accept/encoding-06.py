# coding: UTF-8
a = 'é'
