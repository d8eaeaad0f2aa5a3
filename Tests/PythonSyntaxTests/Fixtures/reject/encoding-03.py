# coding: utf-8
a = 'ÿ'
