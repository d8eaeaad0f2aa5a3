# environments: newest sqlalchemy-1.4
from seeding import prove

prove("count", "users", competitor=dict(id=7, email="ada@example.org", name="theirs"), database="postgresql", result=0, stored=[("ada@example.org", "theirs")], columns="email, name")
