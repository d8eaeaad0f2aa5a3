import logging
import subprocess

from fastapi.responses import StreamingResponse


def start(command, path):
    output = open(path, "w")
    return subprocess.Popen(command, stdout=output)


def stream(path):
    return StreamingResponse(open(path, "rb"))


def log_to(path):
    logging.basicConfig(stream=open(path, "a"))


def parse(path):
    source = open(path)
    reader = make_reader(source)
    return reader
