"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.read("in.txt"),
    files={"in.txt": b"\xff\xff"},
    raises=UnicodeDecodeError,
)
