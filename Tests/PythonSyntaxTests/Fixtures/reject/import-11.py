first = 1
import a as None
last = 2
