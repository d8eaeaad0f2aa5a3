first = 1
f"{a:=b}" f"{(b:=)}"
last = 2
