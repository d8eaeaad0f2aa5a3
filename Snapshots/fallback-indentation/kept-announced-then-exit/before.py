import sys


def main(path):
    data = read(path)
    if data is None:
        print("cannot read it, and there is nothing for falling back to")
        sys.exit(1)
    data = read_again(path)
    return data
