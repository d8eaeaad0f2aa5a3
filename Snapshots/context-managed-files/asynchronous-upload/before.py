async def upload(session, url, path):
    source = open(path, "rb")
    response = await session.post(url, data=source)
    return response.status
