# environments: newest
from seeding import prove

prove("seed", "users", competitor=dict(id=9, email="a@example.org"), stored=[("a@example.org",), ("b@example.org",)], columns="email")
