# environments: newest
from seeding import prove

prove("seed", "heroes", competitor=dict(id=9, name="Ada", age=5), result=5, stored=[("Ada", 5)], columns="name, age")
