first = 1
import a as 1
last = 2
