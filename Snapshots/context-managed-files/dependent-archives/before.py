import zipfile


def first(path):
    archive = zipfile.ZipFile(path)
    member = archive.open("data.csv")
    head = member.readline()
    member.close()
    return head
