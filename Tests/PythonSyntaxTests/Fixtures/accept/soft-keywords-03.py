match (a).b = 1
match[a] += 1
match(a).b += 1
match (a):
    case _: pass
match (a).b:
    case _: pass
match [a]:
    case _: pass
match [a][0]:
    case _: pass
match -a:
    case _: pass
match (*a, b):
    case _: pass
match (a, *b), c:
    case _: pass
print(match, case, type, lazy, _)
return match
yield match
del match, case, type
for match in match: pass
import match
from match import case
from case import match as type
