from app import journal


def index():
    journal.stream.write("index\n")
    return "ok"
