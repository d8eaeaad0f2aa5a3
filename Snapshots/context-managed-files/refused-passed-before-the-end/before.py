"""A call that nothing is known of may keep the file: the block must not end before the function did."""
import report


def goes_on(path, rows):
    out = open(path, "w")
    report.write(rows, out)
    report.finish()


def ends(path, rows):
    out = open(path, "w")
    report.write(rows, out)


def inside(path, rows):
    for row in rows:
        out = open(path, "a")
        report.write(row, out)
    report.finish()
