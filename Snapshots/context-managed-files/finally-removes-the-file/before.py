import os


def consume(path, handle_line):
    source = open(path)
    try:
        for line in source:
            handle_line(line)
    finally:
        source.close()
        os.remove(path)
