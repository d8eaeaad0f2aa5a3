first = 1
import if
last = 2
