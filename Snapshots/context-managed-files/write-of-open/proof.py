"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.save("out.txt", "text"),
    leaves={"out.txt": b"text"},
)
