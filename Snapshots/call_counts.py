"""Support of the proofs: counts the calls of a primary function and of its fallback. Standard library only.

A proof is called with the path of a module that defines `work()`, which calls `primary()` and perhaps `fallback()`. It
exits with 1 where the fallback ran although the primary succeeded, which is the defect, and with 0 where it does not.
"""

import asyncio
import inspect
import sys
import types


def _stub(name, answer, calls, is_async):
    def plain(*arguments, **keywords):
        calls[name] += 1
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def awaited(*arguments, **keywords):
        return plain()

    return awaited if is_async else plain


def _run(answer, second, is_async):
    calls = {"primary": 0, "fallback": 0}
    module = types.ModuleType("case")
    module.primary = _stub("primary", answer, calls, is_async)
    module.fallback = _stub("fallback", second, calls, is_async)
    with open(sys.argv[1], encoding="utf-8") as file:
        exec(compile(file.read(), sys.argv[1], "exec"), module.__dict__)
    result = module.work()
    return asyncio.run(result) if inspect.iscoroutine(result) else result, calls


def prove(good, bad, second, is_async=False):
    """`good` is an answer that needs no fallback, `bad` one that does, `second` the fallback's own."""
    result, calls = _run(good, second, is_async)
    if calls["fallback"] or result != good:
        print(f"the primary succeeded, but the fallback ran {calls['fallback']} times and {result!r} came back")
        sys.exit(1)
    result, calls = _run(bad, second, is_async)
    assert calls == {"primary": 1, "fallback": 1}, calls
    assert result == second, result
    print("the fallback runs only where the primary call failed")
