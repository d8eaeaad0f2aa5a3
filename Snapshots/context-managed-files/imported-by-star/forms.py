import fields as f
from config import *


def version_field():
    return f.Text(VERSION)
