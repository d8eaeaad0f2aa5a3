case = 1
case.a = case[0] = case(1)
case: int
case, match = match, case
case (a)
case [a]
case -a
case
type = 1
type.a = type[0] = type(1)
type: int = 2
type, a = b
type (a)
type [a]
type [a] = b
type -a
type * a
type is not None
type in a
type if a else b
type and a
type
type += 1
type: type = type
