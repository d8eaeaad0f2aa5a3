def read(path, open):
    source = open(path)
    return source.read()


class Door:
    def open(self):
        return self


def enter(door):
    handle = door.open()
    return handle.read()
