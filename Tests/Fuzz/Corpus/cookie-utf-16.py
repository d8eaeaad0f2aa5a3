# coding: utf-16
open(p)
