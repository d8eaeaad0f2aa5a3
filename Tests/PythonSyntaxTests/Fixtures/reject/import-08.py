first = 1
import a as b as c
last = 2
