first = 1
from a import (b as c d)
last = 2
