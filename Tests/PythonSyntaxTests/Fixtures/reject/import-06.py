first = 1
import a as
last = 2
