"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.compare("in.txt", "in.txt"),
    files={"in.txt": b"one\ntwo\n"},
    result=True,
)
