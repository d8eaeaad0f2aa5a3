"""What `apply --in-place` keeps of a file: mode, owner, group, extended attributes, and those of its folder."""

import os
import struct

from cases import add, case
from repository import FIXED, LEAK, Skip


def ready(box, files=("a.py",)):
    """Leaking files that git knows."""
    box.repository({path: LEAK for path in files})


def settle(box):
    """Commits a changed executable bit; git notices no other mode."""
    box.commit()


def fixes(box, *arguments, **options):
    box.redline("apply", "--in-place", *arguments, files={"r/a.py": FIXED}, **options)


# MARK: Modes

MODES = (0o644, 0o600, 0o664, 0o666, 0o755, 0o700, 0o640, 0o604, 0o444, 0o400, 0o500, 0o4755, 0o2755, 0o6711, 0o1644, 0o2644)


def mode(box, bits):
    ready(box)
    os.chmod(box.path("r/a.py"), bits)
    settle(box)
    fixes(box)


for bits in MODES:
    add("attributes", f"mode {bits:04o}", mode, bits)


@case("attributes", "mode 0644 although the umask is 077")
def tight_umask(box):
    ready(box)
    fixes(box, shell='umask 077; exec "$@"')


@case("attributes", "mode 0640 although the umask is 000")
def open_umask(box):
    ready(box)
    os.chmod(box.path("r/a.py"), 0o640)
    fixes(box, shell='umask 000; exec "$@"')


@case("attributes", "a mode without permission to write, as an ordinary user")
def read_only_file(box):
    ready(box)
    os.chmod(box.path("r/a.py"), 0o444)
    fixes(box, plain=True)


# MARK: Owners

OWNERS = {"owner": (12345, 0), "group": (0, 12345), "owner and group": (12345, 54321)}


def owner(box, ids, bits):
    box.needs_root("files of another owner")
    ready(box)
    os.chown(box.path("r/a.py"), *ids)
    os.chmod(box.path("r/a.py"), bits)
    settle(box)
    fixes(box)


for label, ids in OWNERS.items():
    add("attributes", f"another {label}", owner, ids, 0o644)
    add("attributes", f"another {label}, mode 6755", owner, ids, 0o6755)


@case("attributes", "an owner that cannot be kept: nothing is written")
def foreign_file(box):
    box.needs_root("files of another owner")
    ready(box, ("a.py", "b.py"))
    os.chown(box.path("r/a.py"), 12345, 12345)
    os.chmod(box.path("r/a.py"), 0o666)
    box.redline("apply", "--in-place", exits=2, says=("a.py", "nothing was written"), plain=True)


@case("attributes", "the folder's group does not become the file's")
def folder_group(box):
    box.needs_root("a folder of another group")
    ready(box)
    os.chown(box.path("r"), 0, 12345)
    os.chmod(box.path("r"), 0o2775)
    fixes(box)


# MARK: Extended attributes

def access_list(*entries):
    """A POSIX access control list, as the kernel stores it: version, then tag, permissions and id of each entry."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *one) for one in entries)


NOBODY = 0xFFFFFFFF
LIST = access_list((1, 6, NOBODY), (2, 6, 12345), (4, 4, NOBODY), (16, 6, NOBODY), (32, 4, NOBODY))
# For folders: new files get this list, which is not the one of the file that is replaced.
INHERITED = access_list((1, 7, NOBODY), (2, 7, 54321), (4, 7, NOBODY), (16, 7, NOBODY), (32, 7, NOBODY))

ATTRIBUTES = {
    "one extended attribute": {"user.note": b"kept"},
    "several extended attributes": {f"user.n{number}": b"%d" % number for number in range(20)},
    "an empty extended attribute": {"user.empty": b""},
    "a long extended attribute with any bytes": {"user.long": bytes(range(256)) * 7},
    "an access control list": {"system.posix_acl_access": LIST},
    "a list and an attribute": {"system.posix_acl_access": LIST, "user.note": b"kept"},
}


def attach(path, attributes):
    try:
        for name, value in attributes.items():
            os.setxattr(path, name, value)
    except OSError as error:
        raise Skip(f"the file system does not take {name}: {error.strerror}") from None


def extended(box, attributes):
    ready(box)
    attach(box.path("r/a.py"), attributes)
    fixes(box)


for label, attributes in ATTRIBUTES.items():
    add("attributes", label, extended, attributes)


@case("attributes", "an attribute that only root may set")
def trusted(box):
    box.needs_root("trusted attributes")
    ready(box)
    attach(box.path("r/a.py"), {"trusted.note": b"kept"})
    fixes(box)


@case("attributes", "an attribute with mode 0444, as an ordinary user")
def attribute_of_read_only(box):
    ready(box)
    attach(box.path("r/a.py"), {"user.note": b"kept"})
    os.chmod(box.path("r/a.py"), 0o444)
    fixes(box, plain=True)


@case("attributes", "the folder's default list does not become the file's")
def default_list(box):
    ready(box)
    attach(box.path("r"), {"system.posix_acl_default": INHERITED})
    fixes(box)


# MARK: Everything at once, and what is beside it

@case("attributes", "owner, setuid, attributes and list at once")
def everything(box):
    box.needs_root("files of another owner")
    ready(box)
    path = box.path("r/a.py")
    os.chown(path, 12345, 54321)
    os.chmod(path, 0o4754)
    attach(path, {"user.note": b"kept", "system.posix_acl_access": LIST})
    settle(box)
    fixes(box)


@case("attributes", "outside of git")
def outside(box):
    box.write("plain/a.py", mode=0o4750)
    attach(box.path("plain/a.py"), {"user.note": b"kept"})
    box.redline("apply", "--in-place", at="plain", files={"plain/a.py": FIXED})


@case("attributes", "files without findings are not touched")
def neighbours(box):
    ready(box)
    box.write("r/clean.py", b"x = 1\n")
    box.write("r/notes.txt", LEAK)
    settle(box)
    fixes(box)
