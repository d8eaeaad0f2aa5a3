#!/usr/bin/env python3
"""Fetch the corpus: real Python packages that the parser is held to CPython on.

    python3 Tests/Oracles/corpus.py [--set parser|rest|all] [FOLDER]

Downloads each package from PyPI with pip, at the version pinned below, and unpacks its `.py` files into
FOLDER/NAME-VERSION (default FOLDER: .build/corpus). What is complete already is skipped, so a second run costs
nothing. Nothing of what is fetched is ever imported or run: the files are read, and that is all. A package that has
no wheel is fetched as a source archive, for which pip runs that package's own build script to learn its metadata.

The pins are the newest versions that Python 3.11 may install, so that CPython 3.11 can judge every file. Wheels are
asked for as for Python 3.11 whatever Python runs this.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

PARSER = {
    "homeassistant": "2024.3.3",
    "transformers": "5.23.0",
    "django": "5.2.19",
}
REST = {
    "mlflow": "3.18.0",
    "sqlalchemy": "2.1.9",
    "prefect": "3.9.1",
    "apache-superset": "6.1.0",
    "apache-airflow-core": "3.3.2",
    "open-webui": "0.12.4",
}
SETS = {"parser": PARSER, "rest": REST, "all": {**PARSER, **REST}}
COMPLETE = ".complete"


def download(name, version, folder):
    """The archive of one package: its wheel, else its source archive."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
           "-d", str(folder), f"{name}=={version}"]
    wheel = subprocess.run(pip + ["--only-binary=:all:", "--python-version", "3.11", "--implementation", "cp"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if wheel.returncode != 0:
        source = subprocess.run(pip, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if source.returncode != 0:
            raise SystemExit(f"corpus: pip cannot download {name} {version}\n{wheel.stderr}\n{source.stderr}")
    (archive,) = folder.iterdir()
    return archive


def members(archive):
    """(path inside the archive, bytes) of every `.py` file, by name only: links and special files are left out."""
    if archive.name.endswith((".whl", ".zip")):
        with zipfile.ZipFile(archive) as package:
            for entry in package.infolist():
                if not entry.is_dir() and entry.filename.endswith(".py"):
                    yield entry.filename, package.read(entry)
    else:
        with tarfile.open(archive) as package:
            for entry in package:
                if entry.isfile() and entry.name.endswith(".py"):
                    yield entry.name, package.extractfile(entry).read()


def unpack(archive, folder):
    count = size = 0
    for name, data in members(archive):
        parts = [part for part in name.split("/") if part not in ("", ".")]
        if name.startswith("/") or ".." in parts or "\\" in name:
            raise SystemExit(f"corpus: {archive.name} wants to write outside its folder: {name!r}")
        path = folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        count += 1
        size += len(data)
    return count, size


def fetch(name, version, root):
    """Number of files and bytes of a package in the corpus, fetched first where it is not there."""
    folder = root / f"{name}-{version}"
    mark = folder / COMPLETE
    if mark.exists():
        count, size = map(int, mark.read_text().split()[:2])
        return count, size, "there already"
    root.mkdir(parents=True, exist_ok=True)
    # Unpacked beside its place and renamed at the end: an interrupted run leaves nothing that looks finished.
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=root) as scratch:
        downloads, files = Path(scratch, "archive"), Path(scratch, "files")
        downloads.mkdir()
        files.mkdir()
        archive = download(name, version, downloads)
        count, size = unpack(archive, files)
        Path(files, COMPLETE).write_text(f"{count} {size} {archive.name}\n")
        shutil.rmtree(folder, ignore_errors=True)
        os.rename(files, folder)
        return count, size, archive.name


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("folder", nargs="?", default=".build/corpus", type=Path)
    arguments.add_argument("--set", choices=sorted(SETS), default="all",
                           help="parser: the three large ones; rest: the others; all (default)")
    options = arguments.parse_args()
    files = size = 0
    for name, version in SETS[options.set].items():
        package = fetch(name, version, options.folder)
        files += package[0]
        size += package[1]
        print(f"{name:20} {version:10} {package[0]:6,} files {package[1] / 1e6:7.1f} MB  {package[2]}", flush=True)
    print(f"{'together':31} {files:6,} files {size / 1e6:7.1f} MB")


if __name__ == "__main__":
    main()
