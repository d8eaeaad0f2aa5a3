# environments: newest sqlalchemy-1.4
from seeding import prove

prove("seed", "users", competitor=dict(id=7, email="ada@example.org", name="theirs"), stored=[("ada@example.org", "theirs")], columns="email, name")
