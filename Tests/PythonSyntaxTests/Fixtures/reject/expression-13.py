first = 1
a + not b
last = 2
