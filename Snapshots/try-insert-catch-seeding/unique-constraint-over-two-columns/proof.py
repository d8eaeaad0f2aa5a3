# environments: newest sqlalchemy-1.4
from seeding import prove

prove("seed", "members", arguments=[1, 2], competitor=dict(id=9, team=1, user=2), stored=[(9, 1, 2)], columns="id, team, user")
