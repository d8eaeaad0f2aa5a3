"""The fallback must not run where the primary call succeeded, and must run once where it failed."""

from call_counts import prove

prove(good={"id": 1}, bad=ValueError("no"), second={"id": 2}, is_async=True)
