import csv


def export(path, orders):
    output = open(path, "w", newline="")
    writer = csv.writer(output)
    writer.writerow(["id"])
    for order in orders:
        writer.writerow([order.id])
