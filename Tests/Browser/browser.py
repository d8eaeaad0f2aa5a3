"""Tests of `redline review --web` in Chromium: browser.py REDLINE [CASE…]."""

import os
import sys
import time
import traceback

import cases
import hostile
import states
from page import chromium


def main():
    redline, names = os.path.abspath(sys.argv[1]), sys.argv[2:]
    all_cases = cases.CASES + hostile.CASES + states.CASES
    chosen = [case for case in all_cases if not names or case.__name__ in names]
    if not chosen:
        sys.exit(f"no such case; there are: {', '.join(case.__name__ for case in all_cases)}")
    failed = []
    driver = chromium()
    for case in chosen:
        start = time.monotonic()
        try:
            case(driver, redline)
            print(f"  {case.__name__}: {time.monotonic() - start:.1f} s", flush=True)
        except Exception:
            failed.append(case.__name__)
            print(f"  {case.__name__}: FAILED", flush=True)
            traceback.print_exc()
        finally:
            # No window of another case asks or answers.
            for handle in driver.window_handles[1:]:
                driver.switch_to.window(handle)
                driver.close()
            driver.switch_to.window(driver.window_handles[0])
            driver.get_log("browser")
    driver.quit()
    print(f"{len(chosen) - len(failed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


main()
