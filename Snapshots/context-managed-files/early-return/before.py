def find(path, wanted):
    source = open(path)
    for number, line in enumerate(source):
        if wanted in line:
            source.close()
            return number
    source.close()
    return None
