"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.total("in.txt"),
    files={"in.txt": b"paid,amount\n1,3\n,4\n1,5\n"},
    result=8,
)
