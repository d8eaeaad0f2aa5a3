def dispatch(path, actions):
    source = open(path)
    match source.readline().split():
        case ["go", where]:
            actions.go(where)
        case [*rest]:
            actions.stop(rest)
    source.close()
