"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.chunks("in.txt", lambda chunk: chunk.no_such_method()),
    files={"in.txt": b"one\ntwo\n"},
    raises=AttributeError,
)
