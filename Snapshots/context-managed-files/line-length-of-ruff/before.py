def export(folder_of_the_customer, rows):
    output = open(folder_of_the_customer / "orders-of-the-day.csv", "w", newline="")
    output.writelines(rows)
    output.close()
