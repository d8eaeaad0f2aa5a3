"""The fallback must not run where the primary call succeeded, and must run once where it failed."""

import asyncio
import inspect
import sys
import types

calls = {"primary": 0, "fallback": 0}
GOOD = {"id": 1}
BAD = None
SECOND = {"id": 2}


def stub(name, answer, is_async):
    def plain(*arguments, **keywords):
        calls[name] += 1
        if isinstance(answer(), Exception):
            raise answer()
        return answer()

    async def awaited(*arguments, **keywords):
        return plain()

    return awaited if is_async else plain


def run(answer):
    calls.update(primary=0, fallback=0)
    module = types.ModuleType("case")
    module.primary = stub("primary", lambda: answer, False)
    module.fallback = stub("fallback", lambda: SECOND, False)
    with open(sys.argv[1], encoding="utf-8") as file:
        exec(compile(file.read(), sys.argv[1], "exec"), module.__dict__)
    result = module.work()
    return asyncio.run(result) if inspect.iscoroutine(result) else result


result = run(GOOD)
if calls["fallback"] != 0 or result != GOOD:
    print(f"the primary succeeded, but the fallback ran {calls['fallback']} times and {result!r} came back")
    sys.exit(1)
result = run(BAD)
assert calls == {"primary": 1, "fallback": 1}, calls
assert result == SECOND, result
print("the fallback runs only where the primary call failed")
