"""A method's name says nothing about its receiver: `SeqIO.parse` reads when it is iterated."""
from Bio import AlignIO, SeqIO


def loop(path):
    for record in SeqIO.parse(open(path), "fasta"):
        print(record.id)


def mapping(path):
    handle = open(path)
    records = SeqIO.parse(handle, "fasta")
    return {r.id: r for r in records}


def alignments(path):
    found = AlignIO.parse(open(path), "clustal")
    return [len(a) for a in found]


class Reader:
    def parse(self, lines):
        for line in lines:
            yield line

    def use(self, path):
        lines = open(path)
        rows = self.parse(lines)
        return list(rows)


def sent_later(session, path):
    response = session.post("u", files={"f": open(path, "rb")})
    return response.result()


def told_by_nothing(job, path):
    job.write(open(path))
    job.start()
