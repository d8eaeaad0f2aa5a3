"""The type of the receiver is known: the call is done with the file when it returns."""
import configparser
import ftplib

import boto3
import requests
from fastapi.testclient import TestClient


def settings(path):
    parser = configparser.ConfigParser()
    parser.read_file(open(path))
    return parser


def joined(path):
    return "".join(open(path))


def sent(path):
    session = requests.Session()
    return session.post("u", files={"f": open(path, "rb")}).status_code


def stored(path):
    with ftplib.FTP("host") as ftp:
        ftp.storbinary("STOR x", open(path, "rb"))


def uploaded(path):
    s3 = boto3.client("s3")
    s3.upload_fileobj(open(path, "rb"), "bucket", "key")


def posted(client: TestClient, path):
    response = client.post("/upload", files={"file": open(path, "rb")})
    assert response.status_code == 200


def copied(path, target):
    with open(target, "w") as out:
        out.writelines(open(path))
