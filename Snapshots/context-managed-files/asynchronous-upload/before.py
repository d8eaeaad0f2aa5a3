import aiohttp


async def upload(session: aiohttp.ClientSession, url, path):
    source = open(path, "rb")
    response = await session.post(url, data=source)
    return response.status


async def by_an_unknown_client(session, url, path):
    source = open(path, "rb")
    response = await session.post(url, data=source)
    return response.status
