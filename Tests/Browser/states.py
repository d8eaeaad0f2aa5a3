"""Each state of the page, dark and light, wide and narrow: rules of accessibility, and nothing wider than the window."""

import os
import re
from pathlib import Path

from selenium.webdriver.common.keys import Keys

from cases import equal, expect, opened
from page import Page
from project import Project, SAMPLE, Server

SIZES = [(1440, 900), (900, 900), (400, 800)]


def look(page, name, is_narrow=False):
    """Checks a state in all looks; with REDLINE_SHOTS, keeps pictures of them in that folder."""
    folder = os.environ.get("REDLINE_SHOTS")
    for dark in [False, True]:
        page.color(dark)
        for width, height in SIZES:
            page.resize(width, height)
            if folder:
                page.shot(Path(folder) / f"{name}-{width}-{'dark' if dark else 'light'}.png")
            wide = page.run("return document.documentElement.scrollWidth")
            expect(wide <= width, f"{name}: {wide} pixels at {width}")
            # Colours do not depend on the width, and all else not on colours; what is shown depends on the width where the
            # state says so.
            if width == 1440 or width == 400 and is_narrow and not dark:
                equal(page.axe(["color-contrast"] if dark else None), [], f"{name}, {width}, {'dark' if dark else 'light'}")
    page.resize(*SIZES[0])


def states(driver, redline):
    project = Project(redline, SAMPLE | {"app/twin.py": "def twin(path, rows):\n    source = open(path)\n    return source.read()\n"})
    with Server(project) as server:
        page = opened(driver, server)
        look(page, "fix", is_narrow=True)
        page.press("i")
        look(page, "ignore")
        page.press(Keys.ESCAPE)
        page.press("e")
        look(page, "edit", is_narrow=True)
        page.press(Keys.ESCAPE)
        page.run("document.querySelector('.evidence details').open = true")
        look(page, "evidence")
        page.press("x", "w")
        look(page, "split")
        page.press("x", "w")
        page.press("?")
        look(page, "keys")
        page.press(Keys.ESCAPE)
        page.press("r")
        look(page, "refused", is_narrow=True)
        page.press("r", "S")
        look(page, "question")
        page.press(Keys.ESCAPE)
        equal(project.decisions(), [], "Escape decides nothing")
        page.press("y", "n", "i")
        page.type("#reason", "a script, run once, and not worth the change that it would take")
        page.press(Keys.ENTER)
        page.press("K")
        look(page, "decided")
        page.press("c")
        page.wait(lambda: page.all("form.commit"), "the plan")
        look(page, "plan", is_narrow=True)
        page.type("#branch", "main")
        page.press(Keys.ENTER)
        page.wait_for("main", ".error")
        look(page, "branch")
        page.press("c")
        page.run("document.activeElement.blur()")
        page.press("c")
        page.wait(lambda: page.all(".commits"), "the plan")
        page.click("form.commit .primary")
        page.wait_for("created", "main pre")
        look(page, "committed")
        lines = project.folder / ".redline/decisions.jsonl"
        lines.write_text(re.sub(r'"after":"[0-9a-f]{16}"', '"after":"0123456789abcdef"', lines.read_text()))
        page.press("g", "1", Keys.ENTER)
        page.wait_for("decide again", "article .state")
        look(page, "stale")
        page.press("p")
        look(page, "document")
        page.press("p")
        page.type("#words", "nothing like this")
        page.wait_for("No fix is shown", "#tree")
        look(page, "filtered")
        server.end()
        page.wait_for("The server has ended", "#banner")
        look(page, "gone", is_narrow=True)
        page.log()
    empty = Project(redline, {"app/a.py": "x = 1\n"})
    with Server(empty) as server:
        page = opened(driver, server)
        look(page, "nothing", is_narrow=True)
        other = Page(driver, server.origin)
        other.wait_for("no access", "#banner")
        look(other, "no-access")


CASES = [states]
