import csv


def total(path):
    source = open(path, newline="")
    rows = csv.DictReader(source)
    paid = (row for row in rows if row["paid"])
    amount = sum(int(row["amount"]) for row in paid)
    print("done")
    return amount
