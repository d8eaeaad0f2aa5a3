import bz2
import codecs
import gzip
import io
import lzma
import os
import tarfile
import tempfile
import wave
import zipfile


def all_of_them(path):
    a = io.open(path)
    a.read()
    a.close()
    b = codecs.open(path, encoding="utf-8")
    b.read()
    b.close()
    c = gzip.open(path)
    c.read()
    c.close()
    d = bz2.open(path)
    d.read()
    d.close()
    e = lzma.open(path)
    e.read()
    e.close()
    f = tarfile.open(path)
    f.extractall("out")
    f.close()
    g = zipfile.ZipFile(path)
    g.extractall("out")
    g.close()
    h = wave.open(path)
    h.readframes(1)
    h.close()
    i = tempfile.TemporaryFile()
    i.write(b"x")
    i.close()
    j = os.fdopen(os.open(path, os.O_RDONLY))
    j.read()
    j.close()
