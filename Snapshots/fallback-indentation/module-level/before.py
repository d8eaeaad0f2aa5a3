import os

data = read_fresh(os.getcwd())
if data is None:
    print("Fresh data is not there, falling back to the bundled copy")
data = read_bundled(os.getcwd())
print("fallback data loaded")

LENGTH = len(data)
