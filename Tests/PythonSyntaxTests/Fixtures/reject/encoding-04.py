# coding: utf-8
# ÿ
a = 1
