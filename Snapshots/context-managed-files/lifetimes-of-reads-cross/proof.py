"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.merge("in.txt", "missing.txt"),
    files={"in.txt": b"one\ntwo\n"},
    raises=FileNotFoundError,
)
