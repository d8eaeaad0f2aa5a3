first = 1
from a import (b
last = 2
