def f():
    try:
        r = a()
    except E:
        log.warning('falling back to b')
    r = b()
    return r
