# environments: newest sqlalchemy-1.4
from seeding import prove

prove("rename", "users", competitor=dict(id=7, email="ada@example.org", name="theirs"), database="postgresql", arguments=("ada@example.org", "ours"), stored=[("ada@example.org", "ours")], columns="email, name")
