first = 1
import a b
last = 2
