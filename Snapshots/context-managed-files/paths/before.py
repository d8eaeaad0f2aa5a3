from pathlib import Path

ROOT = Path(__file__).parent


def read(name: str, folder: Path):
    a = Path(name).open()
    x = a.read()
    a.close()
    b = (ROOT / name).open("rb")
    y = b.read()
    b.close()
    target = folder / name
    c = target.open()
    z = c.read()
    c.close()
    return x, y, z
