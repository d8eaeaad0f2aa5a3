first = 1
import
last = 2
