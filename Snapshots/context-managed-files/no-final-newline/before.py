def export(path, rows):
    output = open(path, "w")
    output.write(rows)
    output.close()