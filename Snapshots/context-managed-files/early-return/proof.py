"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.find("in.txt", "nothing"),
    files={"in.txt": b"ok\n\xff\n"},
    raises=UnicodeDecodeError,
)
