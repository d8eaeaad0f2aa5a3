"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.truncate("in.txt"),
    files={"in.txt": b"one\ntwo\n"},
    leaves={"in.txt": b"", "in.txt.log": b"", "in.txt.tmp": b""},
)
