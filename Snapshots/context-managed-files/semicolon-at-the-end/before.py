def show(path):
    source = open(path);  # opened
    for line in source: print(line)
    source.close();
