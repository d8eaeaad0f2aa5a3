import asyncio


async def upload(session, url, path):
    request = session.post(url, data=open(path, "rb"))
    await asyncio.sleep(1)
    return await request


async def upload_later(session, url, path):
    source = open(path, "rb")
    request = session.post(url, data=source)
    return await request
