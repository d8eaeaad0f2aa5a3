first = 1
'\u'
last = 2
