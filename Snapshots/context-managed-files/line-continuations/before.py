def export(path, rows):
    output = \
        open(path, "w")
    header = "id" + \
        "name"
    output.write(header)
    for row in rows:
        output.write(
            str(row)
        )
    output.close()
