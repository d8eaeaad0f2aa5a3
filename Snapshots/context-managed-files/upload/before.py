import requests


def upload(url, path):
    response = requests.post(url, files={"file": open(path, "rb")})
    return response.status_code
