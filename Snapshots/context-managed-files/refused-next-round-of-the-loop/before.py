def rotate(lines, paths):
    for line in lines:
        if line == "next":
            output = open(paths.pop(), "w")
        output.write(line)
