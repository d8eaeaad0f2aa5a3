"""What a folder with its repositories looks like, and what may be different after a run."""

import contextlib
import hashlib
import os
import stat
from dataclasses import dataclass, field


def raw(path):
    return os.fsencode(path)


def shown(text):
    """Bytes for people: one line, everything but ASCII as `\\xE9`."""
    return "".join(chr(byte) if 32 <= byte < 127 else f"\\x{byte:02X}" for byte in raw(text))


@dataclass(frozen=True)
class Entry:
    """What is known of one file, folder or link."""
    kind: str
    mode: int
    owner: tuple
    links: int
    attributes: tuple
    content: str
    modified: int


def entry(path, status):
    kind = stat.S_IFMT(status.st_mode)
    content, attributes = "", ()
    if kind == stat.S_IFLNK:
        content = shown(os.readlink(path))
    else:
        with contextlib.suppress(OSError):  # a file system without attributes, a file without permission
            attributes = tuple((name, os.getxattr(path, name)) for name in sorted(os.listxattr(path)))
    if kind == stat.S_IFREG:
        content = digest(path) if status.st_size < 1 << 24 else f"{status.st_size} bytes"
    names = {stat.S_IFDIR: "folder", stat.S_IFREG: "file", stat.S_IFLNK: "link"}
    links = 1 if kind == stat.S_IFDIR else status.st_nlink
    # Whoever writes into a FIFO or a device changes its time.
    modified = status.st_mtime_ns if kind in names else 0
    return Entry(names.get(kind, "special"), stat.S_IMODE(status.st_mode), (status.st_uid, status.st_gid), links,
                 attributes, content, modified)


def digest(path):
    try:
        with open(path, "rb") as file:
            return hashlib.sha1(file.read()).hexdigest()
    except PermissionError:
        return "unreadable"


def snapshot(root):
    """Every file, folder and link below a folder, by its path in it; repositories' own folders are included."""
    entries, pending = {}, [b""]
    while pending:
        folder = pending.pop()
        # What this user cannot look into is not compared.
        with contextlib.suppress(PermissionError):
            for item in os.scandir(os.path.join(root, folder)):
                path = os.path.join(folder, item.name)
                entries[path] = entry(item.path, item.stat(follow_symlinks=False))
                if item.is_dir(follow_symlinks=False):
                    pending.append(path)
    return entries


@dataclass
class Changes:
    """What one run may change: files with their new bytes, a branch with its objects. By default nothing at all."""
    files: dict = field(default_factory=dict)
    branch: tuple | None = None  # the repository's own folder and the branch's name; with / after it: new ones in there
    removed: tuple = ()
    may_touch_folders: bool = False

    def unexpected(self, before, after):
        """One line for each change that is not allowed."""
        for path in sorted(before.keys() | after.keys()):
            was, now = before.get(path), after.get(path)
            if path in self.files:
                yield from self.replaced(path, was, now)
            elif path in self.removed:
                if now:
                    yield f"{shown(path)} is still there"
            elif was != now and not self.allowed(path, was, now):
                yield describe(path, was, now)

    def replaced(self, path, was, now):
        if now is None:
            yield f"{shown(path)} is gone"
            return
        if now.content != hashlib.sha1(self.files[path]).hexdigest():
            yield f"{shown(path)} {'is unchanged' if was and was.content == now.content else 'has other bytes than expected'}"
        if was and attributes_of(was) != attributes_of(now):
            yield describe(path, was, now)

    def allowed(self, path, was, now):
        if was and now and was.kind == now.kind == "folder":
            return self.may_touch_folders and attributes_of(was) == attributes_of(now)
        return self.branch is not None and self.belongs_to_branch(path, was)

    def belongs_to_branch(self, path, was):
        folder, name = self.branch
        inner = os.path.relpath(path, folder)
        if inner.startswith(b"objects/"):
            return was is None
        own = [kind + name for kind in (b"refs/heads/", b"logs/refs/heads/")]
        if name.endswith(b"/"):
            return was is None and any(inner.startswith(folder) or folder.startswith(inner + b"/") for folder in own)
        return inner in own or was is None and any(path.startswith(inner + b"/") for path in own)


def attributes_of(entry):
    return (entry.kind, oct(entry.mode), entry.owner, entry.links, entry.attributes)


def describe(path, was, now):
    if was is None:
        return f"{shown(path)} is new"
    if now is None:
        return f"{shown(path)} is gone"
    names = ("kind", "mode", "owner", "links", "attributes")
    parts = [f"{name} {old!r} became {new!r}" for name, old, new in zip(names, attributes_of(was), attributes_of(now))
             if old != new]
    if was.content != now.content:
        parts.append("content changed")
    return f"{shown(path)}: {', '.join(parts) or 'written or touched'}"
