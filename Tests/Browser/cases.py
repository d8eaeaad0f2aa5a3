"""What a person does with the page, with mouse and keys; alone, with others, and with a terminal beside it."""

import os
import pty
import re
import select
import subprocess
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from page import Page
from project import EXPORT, SAMPLE, Project, Server, reader


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def equal(actual, expected, what):
    expect(actual == expected, f"{what}: {actual!r}, expected {expected!r}")


def opened(driver, server, **options):
    page = Page(driver, server.url, **options)
    page.wait(lambda: page.all("article, .empty:not(#loading)"), "the first fix")
    page.ready()
    return page


def decide_with_keys_and_mouse(driver, redline):
    project = Project(redline)
    with Server(project) as server:
        page = opened(driver, server)
        page.wait_for("1 of 4", "article")
        page.press("y")
        page.wait_for("2 of 4", "article")
        page.wait_for("1 of 4 decided", "#count")
        equal(project.verdicts(), ["accept"], "after y")
        page.click("[data-do=reject]")
        page.wait_for("3 of 4", "article")
        equal(project.verdicts(), ["accept", "reject"], "after Reject")

        # Keys are letters while a field has the focus.
        page.press("i")
        page.press(*"yn?c")
        equal(page.find("#reason").get_attribute("value"), "yn?c", "keys in a field")
        page.type("#reason", "read by the <caller> & closed there")
        page.press(Keys.ENTER)
        page.wait_for("4 of 4", "article")
        equal([d.get("reason") for d in project.decisions() if d["decision"] == "ignore"],
              ["read by the <caller> & closed there"], "the reason")

        # An edit that is not Python is kept in the field, with what is wrong.
        page.press("e")
        text = page.find("#edited").get_attribute("value")
        expect("with open" in text, f"the lines to edit: {text}")
        page.run("const area = document.querySelector('#edited'); area.value = area.value.replace('\"w\"', '\"x\"').replace(':', '');")
        page.find("#edited").submit()
        page.wait_for("not Python", "form.edit .error")
        page.run("const area = document.querySelector('#edited'); area.value = area.value.replace('source', 'source').replace(/target(?=\\n)/, 'target:');")
        page.find("#edited").submit()
        page.wait_for("Commit", "h2")
        edits = [d["edit"] for d in project.decisions() if d.get("edit")]
        expect(len(edits) == 1 and '"x"' in edits[0], f"the edit: {edits}")

        # The last decision leads to what a commit would be.
        page.wait_for("2 accepted, 1 rejected, 1 ignored.", "main")
        page.type("#branch", "main")
        page.press(Keys.ENTER)
        page.wait_for("'main'", ".error")
        page.type("#branch", "fix/audit")
        page.press(Keys.ENTER)
        page.wait(lambda: page.find("#branch").get_attribute("value") == "fix/audit" and page.all(".commits"), "the plan")
        page.click("form.commit .primary")
        page.wait_for("branch fix/audit created", "main pre")
        expect("git merge fix/audit" in page.text("main pre"), "the commands")
        commits = project.git("log", "--format=%h", "main..fix/audit").split()
        expect(len(commits) == 3 and all(commit[:7] in page.text("main pre") for commit in commits), f"hashes: {commits}")
        expect('open(path, "x")' in project.git("show", "fix/audit:app/export.py"), "the edit is committed")
        expect("# redline: ignore[context-managed-files] read by the <caller>" in project.git("show", "fix/audit:app/export.py"), "the comment")
        equal(project.git("status", "--porcelain"), "?? .redline/\n", "the working tree")

        # Undo, back to the start; redo.
        for _ in range(4):
            page.press("u")
        page.wait_for("0 of 4 decided", "#count")
        equal(project.decisions(), [], "after undo")
        page.press("u")
        page.wait_for("Nothing to undo.", "#status")
        page.press("U")
        page.wait_for("1 of 4 decided", "#count")
        page.wait_for("accepted", "article .state")
        page.click("[data-do=open]")
        page.wait_for("0 of 4 decided", "#count")
        expected = [entry for entry in page.log() if "status of 422" not in entry]
        equal(expected, [], "complaints of the browser")
        code, errors = server.end()
        expect(code == 0 and "4 of 4 still open" in errors, f"the end: {code} {errors}")


def reload_in_the_middle(driver, redline):
    project = Project(redline)
    with Server(project) as server:
        page = opened(driver, server)
        expect(server.token not in page.run("return location.href"), "the token leaves the address")
        page.press("y")
        page.press("J")
        page.wait_for("3 of 4", "article")
        page.use().refresh()
        page.wait_for("3 of 4", "article")
        page.wait_for("1 of 4 decided", "#count")
        page.press("u")
        page.wait_for("0 of 4 decided", "#count")
        # Another window has no token: the address without it shows nothing of the project.
        other = Page(driver, server.origin)
        other.wait_for("no access", "#banner")
        expect("seeds" not in other.text() and not other.all("article"), "nothing without a token")
        equal(page.log(), [], "complaints of the browser")
        other.log()
        # A wrong token is none.
        wrong = Page(driver, f"{server.origin}/#{'0' * 64}")
        wrong.wait_for("no access", "#banner")
        wrong.log()


def several_fixes_at_once(driver, redline):
    project = Project(redline, SAMPLE | {f"app/part{n}.py": reader(f"read{n}") for n in range(3)})
    with Server(project) as server:
        page = opened(driver, server)
        page.press("j", "a")
        page.wait_for("Accept 3 open fixes in this file?", "#ask")
        page.press("n")
        page.wait_for("Nothing was decided.", "#status")
        equal(project.decisions(), [], "after no")
        page.press("D")
        page.wait_for("Reject 6 open fixes of this codemod?", "#ask")
        page.press("y")
        page.wait_for("6 of 7 decided", "#count")
        page.wait_for("1 of 7", "article")
        page.press("u")
        page.wait_for("0 of 7 decided", "#count")
        page.press("S")
        page.wait_for("safe?", "#ask")
        page.find("#ask [data-answer=y]").click()
        page.wait_for("6 of 7 decided", "#count")
        equal(page.log(), [], "complaints of the browser")


def keyboard_only(driver, redline):
    project = Project(redline)
    with Server(project) as server:
        page = opened(driver, server)
        focused = lambda: page.run("const e = document.activeElement; return e.dataset.id ?? e.dataset.key ?? e.id ?? e.className")
        page.press("b")
        rows = page.run("return [...document.querySelectorAll('#tree [role=treeitem]')].map(e => e.dataset.id ?? e.dataset.key)")
        equal(page.run("return document.querySelectorAll('#tree [tabindex=\"0\"]').length"), 1, "one row takes part in Tab")
        page.press(Keys.HOME)
        equal(focused(), rows[0], "Home")
        page.press(Keys.ARROW_LEFT)
        equal(page.find("#tree [role=treeitem]").get_attribute("aria-expanded"), "false", "folded")
        page.press(Keys.ARROW_DOWN)
        expect(focused() == "context-managed-files", f"hidden rows are skipped: {focused()}")
        page.press(Keys.END, Keys.ENTER)
        page.wait_for("4 of 4", "article")
        page.press("b", Keys.HOME, Keys.ARROW_RIGHT)
        equal(page.find("#tree [role=treeitem]").get_attribute("aria-expanded"), "true", "unfolded")
        page.press("/")
        page.press(*"again")
        page.wait(lambda: len(page.all("#tree [data-id]")) == 1, "the search")
        page.type("#words", Keys.BACKSPACE)
        page.wait(lambda: len(page.all("#tree [data-id]")) == 4, "all again")
        page.run("document.activeElement.blur()")
        page.press("f")
        page.press("f")
        page.wait_for("No fix is shown", "#tree")
        page.press("g", "2", Keys.ENTER)
        page.wait_for("2 of 4", "article")
        page.press("?")
        expect(page.find("#keys").is_displayed(), "the keys")
        page.press("y", Keys.ESCAPE)
        equal(project.decisions(), [], "a dialog takes no keys that decide")
        page.press("x")
        page.wait(lambda: page.all("table.split"), "side by side")
        page.press("w", "x")
        page.wait(lambda: page.all("table.unified tr.removed") and not page.all("tr.indented"), "white space shown")
        page.press("w", "+", "+", "z")
        page.press("r")
        page.wait_for("without a fix", "main h2")
        page.press("r", "p")
        expect(page.run("return document.activeElement.closest('.document') !== null"), "the document")
        # From the fix to all buttons with Tab.
        page.press("K", "J")
        seen = set()
        for _ in range(40):
            page.press(Keys.TAB)
            seen.add(page.run("return document.activeElement.dataset.do ?? ''"))
        expect({"accept", "reject", "ignore", "edit", "layout", "spaces"} <= seen, f"buttons by Tab: {seen}")
        equal(page.log(), [], "complaints of the browser")


def two_browsers(driver, redline):
    project = Project(redline)
    with Server(project) as server:
        one, two = opened(driver, server), opened(driver, server)
        two.press("n")
        two.wait_for("1 of 4 decided", "#count")
        # The first window still shows the fix as open, at most until it looks again.
        one.run("Object.defineProperty(document, 'hidden', {get: () => true})")
        one.press("y")
        one.wait_for("rejected", "article .state")
        equal(project.verdicts(), ["reject"], "nobody's decision is lost")
        one.press("J", "y")
        one.wait_for("2 of 4 decided", "#count")
        two.wait_for("2 of 4 decided", "#count")
        expect("Accepted" not in two.text("#status"), "what others do is not reported as one's own")
        # What one has written survives a decision of the other about the same fix.
        one.press("J", "J")
        one.press("K")
        number = re.match(r"\d", one.text("article header"))[0]
        one.press("e")
        one.run("document.querySelector('#edited').value += '        # mine\\n'")
        two.press("g", number, Keys.ENTER, "n")
        two.wait_for("3 of 4 decided", "#count")
        one.find("#edited").submit()
        one.wait_for("decided on by somebody else", "#status")
        expect("# mine" in one.find("#edited").get_attribute("value"), "the text is still there")
        one.log()


def terminal_and_browser(driver, redline):
    project = Project(redline)
    with Server(project) as server:
        page = opened(driver, server)
        master, slave = pty.openpty()
        review = subprocess.Popen([redline, "review", "--plain"], cwd=project.folder, stdin=slave, stdout=slave, stderr=slave, close_fds=True)
        os.close(slave)

        def read_until(text):
            seen, end = "", time.monotonic() + 15
            while text not in seen:
                expect(time.monotonic() < end and select.select([master], [], [], 15)[0], f"the terminal: {text!r}\n{seen}")
                seen += os.read(master, 65536).decode()

        read_until("1 of 4")
        page.press("J")
        page.press("y")
        os.write(master, b"n\n")
        read_until("2 of 4")
        page.wait_for("2 of 4 decided", "#count")
        equal(project.verdicts(), ["accept", "reject"], "both decide")
        os.write(master, b"q\n")
        review.wait(timeout=10)
        os.close(master)
        equal(page.log(), [], "complaints of the browser")


def files_that_change(driver, redline):
    project = Project(redline)
    with Server(project) as server:
        page = opened(driver, server)
        page.press("j")
        before = page.text("article")
        project.write("app/export.py", EXPORT.replace("source = open(path)", "source = open(path, 'rb')", 1))
        page.press("y")
        page.wait_for("The code has changed", "#status")
        equal(project.decisions(), [], "nothing is decided on what was not shown")
        page.wait(lambda: page.text("article") != before, "the fix is shown anew")
        page.press("g", "2", Keys.ENTER)
        page.press("y")
        page.wait_for("1 of 4 decided", "#count")
        # An accepted fix that would be made differently is to be decided again.
        lines = (project.folder / ".redline/decisions.jsonl")
        lines.write_text(re.sub(r'"after":"[0-9a-f]{16}"', '"after":"0123456789abcdef"', lines.read_text()))
        page.press("g", "2", Keys.ENTER)
        page.wait_for("decide again", "article .state")
        page.wait_for("It was accepted", "article .state")
        page.press("y")
        page.wait_for("1 of 4 decided", "#count")
        # HEAD moves between the look and the commit.
        page.press("c")
        page.wait_for("Commit", "main h2")
        branch = page.find("#branch").get_attribute("value") if page.all("#branch") else None
        page.press("b")
        project.git("commit", "--all", "--quiet", "--message", "Change")
        page.press("c")
        page.wait(lambda: page.all(".commits"), "the plan")
        project.git("commit", "--allow-empty", "--quiet", "--message", "Move HEAD")
        page.click("form.commit .primary")
        page.wait_for("has changed since it was shown", "#status")
        equal(project.git("branch", "--list", branch or "redline/*"), "", "no branch")
        page.log()


def many_fixes(driver, redline, count=2000):
    files = {}
    for part in range(count // 20):
        files[f"app/part{part}.py"] = "\n\n".join(reader(f"read{part * 20 + n}") for n in range(20))
    project = Project(redline, files)
    with Server(project) as server:
        start = time.monotonic()
        page = opened(driver, server)
        first = time.monotonic() - start
        equal(len(page.all("#tree [data-id]")), 200, "rows of the list")
        times = []
        for number in range(2, 8):
            start = time.monotonic()
            page.press("y")
            page.wait_for(f"{number} of {count}", "article")
            times.append(time.monotonic() - start)
        page.press("b", Keys.END, Keys.ENTER)
        page.wait(lambda: len(page.all("#tree [data-id]")) == 400, "more rows")
        page.press("a")
        page.wait_for("Accept 14 open fixes in this file?", "#ask")
        page.press("y")
        page.wait_for(f"20 of {count} decided", "#count")
        equal(len(project.decisions()), 20, "decisions")
        equal(page.log(), [], "complaints of the browser")
        times.sort()
        print(f"    {count} fixes: first {first:.2f} s, a decision {times[len(times) // 2]:.2f} s")
        expect(first < 5 and times[len(times) // 2] < 2, f"too slow: {first} {times}")


def hostile_names(driver, redline):
    name = "app/<img src=x onerror=\"document.title='pwned'\">.py"
    code = "def read(path):\n    f = open(path)  # </td><script>document.title='pwned'</script>\u202e\n    return f.read()\n"
    project = Project(redline, {name.replace("/", "/", 1): code, "app/'\"&lt;.py": reader("x")})
    with Server(project) as server:
        page = opened(driver, server)
        for key in ["J", "x", "w", "r", "r"]:
            page.press(key)
        expect("<img src=x onerror" in page.text("main") + page.text("nav"), "names are shown as they are")
        page.press("y", "y")
        page.wait_for("Commit", "main h2")
        expect("pwned" not in page.run("return document.title"), "no script of the project runs")
        expect(not page.run("return document.querySelector('main img, nav img, main script') !== null"), "no elements from names")
        equal(page.log(), [], "complaints of the browser")
        # It would notice that the server ends.
        page.close()
    output = project.folder / "report.html"
    project.run("preview", "--format", "html", "--output", str(output))
    page = Page(driver, output.as_uri())
    expect("pwned" not in page.run("return document.title") and "<img src=x" in page.text("main"), "the file shows them, too")
    equal(page.log(), [], "complaints of the browser")


def one_file(driver, redline):
    project = Project(redline)
    ids = re.findall(r"^([0-9a-f]{16}) ", project.run("decisions", "check").stdout, re.M)
    project.run("decide", ids[0], "reject", "--reason", "a script, run once")
    project.run("decide", ids[1], "accept")
    output = project.folder / "report.html"
    outcome = project.run("preview", "--format", "html", "--output", str(output))
    equal(outcome.returncode, 1, "fixes were found")
    page = Page(driver, output.as_uri())
    text = page.text()
    expect("2 of 4 decided" in text and "a script, run once" in text and "What context-managed-files does" in text, text[:800])
    expect(not page.all("script, button, form, img"), "nothing but text")
    expect(page.find("article").value_of_css_property("border-top-style") == "solid", "the style sheet applies")
    page.all("nav a")[-1].click()
    for dark in [False, True]:
        page.color(dark)
        equal(page.axe(), [], f"axe, {'dark' if dark else 'light'}")
    page.resize(400, 800)
    equal(page.run("return document.documentElement.scrollWidth"), 400, "as wide as the window")
    equal(page.log(), [], "complaints of the browser")
    empty = Project(redline, {"app/a.py": "x = 1\n"})
    outcome = empty.run("preview", "--format", "html")
    expect(outcome.returncode == 0 and "Nothing to fix." in outcome.stdout, "nothing to fix")


def the_end_of_the_server(driver, redline):
    project = Project(redline)
    with Server(project) as server:
        taken = subprocess.run([redline, "review", "--web", "--port", str(server.port)], cwd=project.folder, capture_output=True, text=True, timeout=20)
        expect(taken.returncode == 2 and f"cannot listen on 127.0.0.1:{server.port}: Address already in use" in taken.stderr, taken.stderr)
        page = opened(driver, server)
        page.press("y")
        code, errors = server.end()
        expect(code == 0 and "3 of 4 still open" in errors, f"{code} {errors}")
        page.wait_for("The server has ended", "#banner")
        expect(all(not button.is_enabled() for button in page.all(".actions button")), "buttons are off")
        page.press("y")
        equal(project.verdicts(), ["accept"], "nothing is decided without a server")
        page.log()


CASES = [
    decide_with_keys_and_mouse, reload_in_the_middle, several_fixes_at_once, keyboard_only, two_browsers, terminal_and_browser,
    files_that_change, many_fixes, hostile_names, one_file, the_end_of_the_server,
]
