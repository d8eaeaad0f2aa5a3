def read(path):
    # before
    source = open(path)  # opening
    try:  # trying
        # inside
        text = source.read()  # reading
        # at the end
    # between
    finally:  # at last
        # in finally
        source.close()  # closing
        # after closing
    # behind
    return text
