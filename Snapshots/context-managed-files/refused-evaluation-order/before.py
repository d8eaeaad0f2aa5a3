def save(path):
    text = render(path) + open(path).read()
    return text
