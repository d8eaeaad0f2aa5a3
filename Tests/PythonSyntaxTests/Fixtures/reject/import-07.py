first = 1
import a as b.c
last = 2
