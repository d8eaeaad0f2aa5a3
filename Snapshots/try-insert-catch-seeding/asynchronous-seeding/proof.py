# environments: newest
from seeding import prove

prove("seed", "users", competitor=dict(id=1, email="b@example.org"), stored=[("b@example.org",)], columns="email")
