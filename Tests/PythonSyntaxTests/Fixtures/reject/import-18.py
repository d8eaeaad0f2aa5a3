first = 1
from a import b as [c]
last = 2
