def copy(source_path, target_path):
    source = open(source_path)
    target = open(target_path, "w")
    try:
        for line in source:
            target.write(line)
    finally:
        source.close()
        target.close()
