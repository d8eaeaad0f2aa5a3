# environments: newest sqlalchemy-1.4
from seeding import prove

prove("seed", "tags", competitor=dict(id=9, tag_label="new"), stored=[(9, "new")], columns="id, tag_label")
