"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.copy("in.txt", "out.txt", "missing/log.txt"),
    files={"in.txt": b"x"},
    raises=FileNotFoundError,
)
