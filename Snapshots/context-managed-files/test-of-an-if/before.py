def is_stale(path, version):
    if open(path).read().strip() != version:
        open(path, "w").write(version)
        return True
    return False
