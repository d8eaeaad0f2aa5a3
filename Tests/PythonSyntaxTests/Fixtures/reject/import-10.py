first = 1
import a as f()
last = 2
