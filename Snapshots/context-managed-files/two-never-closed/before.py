def compare(first_path, second_path):
    first = open(first_path)
    second = open(second_path)
    same = first.read() == second.read()
    return same
