if match: pass
elif case: pass
while type: pass
with match as case: pass
assert type, _
raise match from case
global match
nonlocal type
def f(match, case=1, *type, _, **lazy): return match
@match
class case(type, lazy=_): match: int
a.match.case.type._
a.print.lazy
f(match=match, case=case, type=type)
{match: case, type: _}
[match for match in case if type]
f"{match}{case!r:{type}}{_}"
match.case(type)
match[case:type]
async def match(): await match
lambda match: case
not match
-match
~case
match if match else match
try: pass
except match as case: pass
