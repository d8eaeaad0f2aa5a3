"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.is_stale("in.txt", "v2"),
    files={"in.txt": b"one\ntwo\n"},
    result=True,
    leaves={"in.txt": b"v2"},
)
