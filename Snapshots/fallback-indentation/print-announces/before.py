def work():
    row = primary()
    if row is None:
        print("primary gave nothing, trying fallback")
    row = fallback()
    return row
