# redline: ignore[context-managed-files]
h = open(p)  # redline: ignore
h.read()
