first = 1
from a import (b, c
last = 2
