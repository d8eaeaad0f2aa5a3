def split(first_path, second_path, rows):
    first = open(first_path, "w")
    first.write(rows[0])
    second = open(second_path, "w")
    first.close()
    publish(first_path)
    second.write(rows[1])
    second.close()
