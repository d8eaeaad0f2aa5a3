import gzip as gz
from io import open as iopen
from zipfile import ZipFile


def read(path):
    a = gz.open(path)
    x = a.read()
    a.close()
    b = iopen(path)
    y = b.read()
    b.close()
    c = ZipFile(path)
    z = c.namelist()
    c.close()
    return x, y, z
