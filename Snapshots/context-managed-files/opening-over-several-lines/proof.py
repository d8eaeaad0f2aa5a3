"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.load_named(__import__("pathlib").Path(".")),
    files={"settings.json": b"{"},
    raises=ValueError,
)
