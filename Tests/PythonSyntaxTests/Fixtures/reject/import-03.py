first = 1
import a,
last = 2
