def read_orders(path):
    source = open(path)
    orders = [line.split(",") for line in source]
    total = sum(int(order[1]) for order in orders)
    source.close()
    return total
