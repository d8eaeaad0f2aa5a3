"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: [module.load("in.txt"), module.load_and_return("in.txt")],
    files={"in.txt": b'{"size": 1}'},
    result=[{"size": 1}, {"size": 1}],
)
