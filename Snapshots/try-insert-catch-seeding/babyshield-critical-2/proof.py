# environments: newest sqlalchemy-1.4
from seeding import prove

prove("seed", "users", competitor=dict(id=1, email="test_parent@babyshield.com", name="theirs"), stored=[(1, "theirs")], columns="id, name")
