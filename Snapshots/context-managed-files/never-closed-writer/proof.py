"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.export("out.csv", []),
    leaves={"out.csv": b"id\r\n"},
)
