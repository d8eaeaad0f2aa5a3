def read_orders(path):
    source = open(path, encoding="utf-8")  # the export of last night
    # One order a line.
    orders = source.readlines()

    # Done with it.
    source.close()  # or else it stays open
    return orders
