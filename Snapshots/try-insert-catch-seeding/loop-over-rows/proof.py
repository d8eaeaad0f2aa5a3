# environments: newest sqlalchemy-1.4
from seeding import prove

prove("seed", "roles", competitor=dict(id=9, name="admin", rank=5), stored=[("admin", 5), ("user", 1)], columns="name, rank")
