"""The fallback must not run where the primary call succeeded, and must run once where it failed."""

from call_counts import prove

prove(good={"id": 1}, bad=None, second={"id": 2})
