first = 1
import a from b
last = 2
