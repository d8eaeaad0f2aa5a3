"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.bundle("in.txt", "in.txt"),
    files={"in.txt": b"x"},
    result={"first": "x", "second": "x"},
)
