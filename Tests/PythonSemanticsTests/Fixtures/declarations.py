counter = 0
unused = 1


def increment():
    global counter, created
    counter += 1
    created = counter

    def inner():
        return counter, created

    return inner


def outer():
    total = 0
    seen = set()

    def middle():
        def add(value):
            nonlocal total
            total += value
            seen.add(value)

        nonlocal seen
        seen = {total}
        return add

    return middle


def reads():
    global unused
    return unused


def passes():
    kept = 1

    def holder():
        nonlocal kept

    return holder


class Declares:
    global counter
    counter = 2
    own = counter

    def method(self):
        return counter, own


def shadows(counter):
    def inner():
        global counter
        return counter

    def other():
        return counter

    return inner, other
