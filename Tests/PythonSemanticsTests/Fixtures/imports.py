from __future__ import division
import os.path
import os.path as path, sys
import a.b.c, d.e.f as g
from . import sibling
from .package import (name, other as renamed,)
from typing import *


def f():
    import json.decoder
    from os import getcwd as here, sep

    def inner():
        return json, here, sep, os, path, g, d

    return inner, a.b, renamed, other
