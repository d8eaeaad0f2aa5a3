print: int
match: int = 1
case: str
type: object
_: int
lazy: bool = True
async_: int; await_: int
