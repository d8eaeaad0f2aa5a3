first = 1
case 1
last = 2
