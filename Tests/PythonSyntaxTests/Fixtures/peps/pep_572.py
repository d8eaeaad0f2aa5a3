# PEP 572: assignment expressions.
if (match := pattern.search(data)) is not None:
    use(match)
while chunk := file.read(9000):
    process(chunk)
[y := f(x), y**2, y**3]
filtered_data = [y for x in data if (y := f(x)) is not None]
(y := f(x))
y0 = (y1 := f(x))
foo(x=(y := f(x)))
foo(x := 3, cat='vector')
def foo(answer=(p := 42)): ...
def foo(answer: (p := 42) = 5): ...
(lambda: (x := 1))
(x := lambda: 1)
(x := 1, 2)
(x, y := 1, 2)
f"{(x:=10)}"
f'{x:=10}'
x = (y := 0)
if any((comment := line).startswith('#') for line in lines):
    print("First comment:", comment)
total = 0
partial_sums = [total := total + v for v in values]
[[x := i for i in range(5)], x]
if reductor := dispatch_table.get(cls):
    rv = reductor(x)
elif reductor := getattr(x, "__reduce_ex__", None):
    rv = reductor(4)
assert (n := len(a)) > 10, (m := n)
a[(i := 0)] = {(j := 1): (k := 2)}
print(a[(b := 1):(c := 2)])
while total != (total := total + term):
    term *= mx2 / (i*(i+1))
x = y = (z := 0)
(loc := 'x', 'y')
return_value = (yield (x := 1))
@decorator(x := 2)
def f(): return (x := 1) if (y := 2) else (z := 3)
