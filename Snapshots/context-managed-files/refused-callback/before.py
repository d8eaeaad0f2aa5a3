def download(client, path):
    target = open(path, "wb")
    transfer = client.fetch(path)
    transfer.addCallback(write_all, target)
    return transfer
