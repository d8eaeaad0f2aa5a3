"""A jump that stays inside the block leaves the file open: its close must stay."""
import os


def stops(p, xs):
    f = open(p, "w")
    for x in xs:
        f.write(x)
        if x == "stop":
            f.close()
            break
    size = os.path.getsize(p)
    f.close()
    return size


def skips(p, xs):
    f = open(p, "w")
    for x in xs:
        if f.closed:
            print(os.path.getsize(p))
            continue
        f.write(x)
        if x == "stop":
            f.close()
            continue
    f.close()


def leaves(paths):
    for p in paths:
        f = open(p)
        if f.read(1) == "x":
            f.close()
            continue
        print(f.read())
        f.close()
