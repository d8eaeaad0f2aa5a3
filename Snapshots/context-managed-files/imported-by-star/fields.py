def Text(value):
    return ("text", value)
