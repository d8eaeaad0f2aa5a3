def read(path):
    try:
        source = open(path)
    except FileNotFoundError:
        return ""
    text = source.read()
    source.close()
    return text


def read_in_else(path):
    try:
        source = open(path)
    except FileNotFoundError:
        print("missing")
    else:
        print(source.read())
        source.close()


def read_with_finally(path):
    try:
        source = open(path)
    except FileNotFoundError:
        return ""
    try:
        return source.read()
    finally:
        source.close()
