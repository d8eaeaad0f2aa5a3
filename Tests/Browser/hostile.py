"""Pages of other sites, and requests that no page of ours sends: nothing is shown to them, and nothing is decided."""

import http.client
import http.server
import json
import socket
import threading

from cases import equal, expect, opened
from page import Page
from project import Project, Server

PAGE = """<!doctype html><title>hostile</title><body><script>
const target = %s, decision = %s, found = [];
const note = (name, value) => found.push([name, String(value)]);
async function attempt(name, action) {
  try { note(name, await action()); } catch (error) { note(name, "refused"); }
}
async function attack() {
  for (const path of ["/", "/script.js", "/api/list", "/api/version"]) {
    await attempt("GET " + path, async () => (await fetch(target + path)).text());
    await attempt("GET with credentials " + path, async () => (await fetch(target + path, {credentials: "include"})).text());
    await attempt("GET opaque " + path, async () => (await (await fetch(target + path, {mode: "no-cors"})).text()).length || "refused");
  }
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json", ""]) {
    for (const mode of ["cors", "no-cors"]) {
      await attempt("POST " + type + " " + mode, async () => {
        const answer = await fetch(target + "/api/decide", {method: "POST", mode, body: decision, headers: type ? {"Content-Type": type} : {}});
        return (await answer.text()) || "refused";
      });
    }
  }
  await attempt("token", async () => (await fetch(target + "/api/list", {headers: {"X-Redline-Token": "0".repeat(64)}})).text());
  await attempt("beacon", () => { navigator.sendBeacon(target + "/api/decide", new Blob([decision], {type: "text/plain"})); return "refused"; });
  await attempt("frame", () => new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.onload = () => { try { done(frame.contentDocument && frame.contentDocument.querySelector("#tree") ? "framed" : "refused"); } catch { done("refused"); } };
    frame.src = target + "/";
    document.body.append(frame);
    setTimeout(() => done("refused"), 1500);
  }));
  for (const name of ["script", "link", "img"]) {
    await attempt(name, () => new Promise((done) => {
      const element = document.createElement(name);
      element.onload = () => done("loaded");
      element.onerror = () => done("refused");
      if (name === "link") { element.rel = "stylesheet"; element.href = target + "/style.css"; }
      else element.src = target + (name === "script" ? "/script.js" : "/icon.svg");
      document.head.append(element);
    }));
  }
  await attempt("window", () => new Promise((done) => {
    const other = window.open(target + "/");
    setTimeout(() => { try { done(other && !other.closed && other.document.body ? "opened" : "refused"); } catch { done("refused"); } }, 800);
  }));
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
    const frame = document.createElement("iframe");
    frame.name = "f" + type;
    document.body.append(frame);
    const form = document.createElement("form");
    form.method = "POST"; form.action = target + "/api/decide"; form.enctype = type; form.target = frame.name;
    const field = document.createElement("input");
    field.name = decision.slice(0, -1) + ',"x":"'; field.value = '"}';
    form.append(field);
    document.body.append(form);
    form.submit();
  }
  await new Promise((done) => setTimeout(done, 500));
  window.found = found;
}
attack();
</script>"""


class OtherSite:
    """A server on another local port, which also answers to another name."""

    def __init__(self, html):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = html.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def other_sites(driver, redline):
    project = Project(redline)
    with Server(project) as server:
        page = opened(driver, server)
        # All that can be known without the token.
        shown = page.run("return [state.fix, state.digest]")
        decision = json.dumps({"tab": "x", "verdict": "accept", "fixes": [{"id": shown[0], "digest": shown[1]}]})
        site = OtherSite(PAGE % (json.dumps(server.origin), json.dumps(decision)))
        for name in ["127.0.0.1", "other.example"]:
            hostile = Page(driver, f"http://{name}:{site.port}/")
            found = hostile.wait(lambda: hostile.run("return window.found"), "the attack")
            expect(len(found) > 25, f"attempts: {found}")
            for attempt, value in found:
                expect(value == "refused", f"{name}: {attempt}: {value[:200]!r}")
            equal(project.decisions(), [], f"decisions after {name}")
            hostile.log()
        page.press("y")
        page.wait_for("1 of 4 decided", "#count")


def another_name_for_the_server(driver, redline):
    """A site that bends its own name to 127.0.0.1 has the browser's blessing: its pages and requests have one origin."""
    project = Project(redline)
    with Server(project) as server:
        page = Page(driver, f"http://rebound.example:{server.port}/#{server.token}")
        text = page.text()
        expect("this server is" in text and not page.all("script, #tree"), f"the page: {text[:300]}")
        answers = page.use().execute_async_script("""
            const done = arguments[arguments.length - 1];
            const all = ["/", "/script.js", "/api/list"].map((path) => fetch(path, {headers: {"X-Redline-Token": arguments[0]}}).then((r) => r.status));
            Promise.all(all).then(done, (error) => done(String(error)));""", server.token)
        equal(answers, [421, 421, 421], "answers, even with the token")
        page.log()


def raw_requests(driver, redline):
    project = Project(redline)
    with Server(project) as server:
        host = f"127.0.0.1:{server.port}"
        own = {"Host": host, "Origin": server.origin, "X-Redline-Token": server.token, "Content-Type": "application/json"}

        def status(method, path, body=None, **changes):
            headers = {k: v for k, v in (own | {k.replace("_", "-"): v for k, v in changes.items()}).items() if v is not None}
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            headers, text = dict(response.getheaders()), response.read()
            connection.close()
            for name in ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control"]:
                expect(name in headers, f"{method} {path}: no {name}")
            expect(not any(name.lower().startswith("access-control") or name.lower() == "set-cookie" for name in headers), f"{headers}")
            expect(response.status == 200 or b"seeds" not in text, f"{method} {path}: {text[:200]}")
            return response.status

        equal(status("GET", "/api/list"), 200, "as the page asks")
        for value in ["localhost:%d" % server.port, "evil.example", f"evil.example:{server.port}", "127.0.0.1", ""]:
            equal(status("GET", "/api/list", Host=value), 421, f"Host {value}")
            equal(status("GET", "/", Host=value), 421, f"Host {value}")
        for value in ["null", "http://evil.example", f"http://localhost:{server.port}", f"https://{host}"]:
            equal(status("POST", "/api/undo", b'{"tab":"x"}', Origin=value), 403, f"Origin {value}")
        equal(status("POST", "/api/undo", b'{"tab":"x"}', Origin=None), 403, "no Origin")
        equal(status("GET", "/api/list", Sec_Fetch_Site="cross-site"), 403, "Sec-Fetch-Site")
        equal(status("GET", "/api/list", X_Redline_Token="0" * 64), 401, "another token")
        equal(status("GET", f"/api/list?token={server.token}", X_Redline_Token=None), 401, "the token in the address")
        for value in ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]:
            equal(status("POST", "/api/undo", b'{"tab":"x"}', Content_Type=value), 415, value)
        for method in ["PUT", "DELETE", "OPTIONS", "PATCH"]:
            equal(status(method, "/api/list"), 405, method)
        for path in ["/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/api/fix?id=../../etc/passwd", "/app/seeds.py", "/style.css/.."]:
            equal(status("GET", path), 404, path)
        equal(status("POST", "/api/decide", b"x" * (5 << 20)), 413, "a large body")
        equal(status("POST", "/api/decide", b"[" * 100_000), 400, "deep JSON")
        for line in [b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n"]:
            with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
                connection.sendall(line)
                try:
                    connection.recv(4096)
                except (TimeoutError, ConnectionResetError):
                    pass
        equal(status("GET", "/api/list"), 200, "the server still answers")
        equal(project.decisions(), [], "decisions")
        # Only this machine is listened to.
        listening = [line.split() for line in open("/proc/net/tcp").readlines()[1:] + open("/proc/net/tcp6").readlines()[1:]]
        addresses = [line[1] for line in listening if line[3] == "0A" and int(line[1].split(":")[1], 16) == server.port]
        equal(addresses, ["0100007F:%04X" % server.port], "listening addresses")


CASES = [other_sites, another_name_for_the_server, raw_requests]
