def merge(first_path, second_path):
    first = open(first_path)
    head = first.readline()
    second = open(second_path)
    first.close()
    rest = second.read()
    second.close()
    return head + rest
