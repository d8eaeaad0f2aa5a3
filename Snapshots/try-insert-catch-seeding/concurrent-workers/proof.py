# environments: newest sqlalchemy-1.4
from seeding import prove

prove("seed", "users", workers=4, database="postgresql", stored=[("ada@example.org", "ours")], columns="email, name")
