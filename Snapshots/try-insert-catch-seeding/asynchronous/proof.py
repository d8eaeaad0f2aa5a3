# environments: newest
from seeding import prove

prove("seed", "users", competitor=dict(id=7, email="ada@example.org"), result=7, stored=[(7,)], columns="id")
