"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.SIZE,
    files={"settings.json": b'{"size": 1}'},
    result=1,
)
