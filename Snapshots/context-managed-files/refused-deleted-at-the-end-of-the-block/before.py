"""Leaving the block deletes what `close()` would have kept."""
import tempfile


def kept(text):
    f = tempfile.NamedTemporaryFile("w", delete_on_close=False)
    f.write(text)
    name = f.name
    f.close()
    return open(name).read()


def perhaps(text, options):
    f = tempfile.NamedTemporaryFile("w", **options)
    f.write(text)
    f.close()
    return f.name


def not_deleted(text):
    f = tempfile.NamedTemporaryFile("w", delete=False, delete_on_close=False)
    f.write(text)
    f.close()
    return f.name
