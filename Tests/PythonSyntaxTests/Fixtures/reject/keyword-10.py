first = 1
import a as if
last = 2
