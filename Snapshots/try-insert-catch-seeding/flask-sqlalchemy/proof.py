# environments: newest
from seeding import prove

prove("seed", "roles", competitor=dict(id=9, name="admin"), stored=[(9, "admin")], columns="id, name")
