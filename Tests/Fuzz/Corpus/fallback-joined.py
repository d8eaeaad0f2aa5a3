def f():
    r = a()
    if r is None:
        log.warning('falling back to b')
    r = \
  b()
    return r
