def writer(path):
    output = open(path, "w")
    write = output.write
    write("header")
    return write


def other_name(path, state):
    output = open(path, "w")
    state.output = output
