def show(path):
    source = open(path)
    print(f"{source.name}: {source.read()!r:>{10}}")
    source.close()
