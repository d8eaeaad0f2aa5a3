"""The fallback must not run where the primary call succeeded, and must run once where it failed."""

from call_counts import prove

prove(good={"status": "OK"}, bad={"status": "FAILED", "error": "optimized workflow error"}, second={"status": "OK", "id": 2}, is_async=True)
