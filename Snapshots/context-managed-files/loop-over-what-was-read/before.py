def show(path):
    for line in open(path).read().splitlines():
        print(line)
