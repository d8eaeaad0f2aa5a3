# coding: koi8-r
a = 'т' b'т'
