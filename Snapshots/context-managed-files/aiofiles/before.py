import aiofiles


async def read(path):
    source = await aiofiles.open(path)
    text = await source.read()
    await source.close()
    return text


async def write(path, text):
    target = await aiofiles.open(path, "w")
    try:
        await target.write(text)
    finally:
        await target.close()
