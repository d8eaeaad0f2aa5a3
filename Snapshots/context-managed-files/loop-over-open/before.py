def count(path):
    total = 0
    for number, line in enumerate(open(path)):
        total += number
    else:
        print("all read")
    return total
