def write_report(path, rows):
    open(path, "w").write("\n".join(rows))
