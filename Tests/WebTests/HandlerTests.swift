import Codemods
import FileSystem
import Foundation
import Reporting
import Review
import Rewriting
import Terminal
import Testing

@testable import Web

/// A project in memory, with a decisions file that others write, too.
private struct MemoryWorld: ReviewWorld, SourceProvider {
    var files: [Path: String]
    var kept = DecisionsFile()
    var changed: Set<Path> = []
    var head = "a2549c5"
    var failure: ReviewFailure?

    var paths: [Path] { files.keys.sorted() }

    func bytes(at path: Path) throws(SkipReason) -> [UInt8] {
        guard let text = files[path] else { throw .unreadable("not there") }
        return Array(text.utf8)
    }

    mutating func update(_ change: (inout DecisionsFile) -> Void) throws(ReviewFailure) -> DecisionsFile {
        if let failure { throw failure }
        change(&kept)
        return kept
    }

    func decisions() throws(ReviewFailure) -> DecisionsFile { kept }
    func isOutdated(_ path: Path) -> Bool { changed.contains(path) }

    mutating func look() throws(ReviewFailure) -> ReviewScope {
        changed = []
        return scope
    }

    var scope: ReviewScope {
        ReviewScope(Proposals(Engine(codemods: Catalogue.all, settings: RunSettings(threads: 1)).prepare(self)))
    }

    func plan(_ session: ReviewSession, branch: String) throws(ReviewFailure) -> CommitPreview {
        if branch == "main" { throw ReviewFailure("branch 'main' is checked out; try: another name") }
        let accepted = session.items.count { session.status($0) == .decided(.accept) }
        let commits =
            accepted == 0
            ? [] : [CommitPreview.Commit(subject: "Open files", fixes: accepted, files: 1, added: 1, removed: 2)]
        return CommitPreview(
            branch: branch, isNewBranch: true, base: head, commits: commits, patch: "patch of \(accepted)", missing: [],
            command: "redline apply --branch \(branch)")
    }

    func commit(branch: String) throws(ReviewFailure) -> [String] {
        ["branch \(branch) created, from \(head):", "  1234567 Open files"]
    }
}

@Suite struct HandlerTests {
    private static let token = AccessToken.random()

    /// A browser that asks one after another.
    private struct Browser {
        var world: MemoryWorld
        var handler: ReviewHandler

        init(_ count: Int = 3, files: [Path: String]? = nil) {
            let text = (0..<count).map {
                "def read\($0)(path):\n    f = open(path)\n    data\($0) = f.read()\n    return data\($0)\n"
            }
            world = MemoryWorld(files: files ?? ["app/a.py": text.joined(separator: "\n\n")])
            let session = ReviewSession(
                world.scope, world.kept, title: "Sample", branch: "redline/a2549c5",
                size: ScreenSize(columns: 80, rows: 24))
            handler = ReviewHandler(session, token: HandlerTests.token)
        }

        mutating func get(_ target: String) -> (status: Int, value: [String: Any]) { send("GET", target, []) }

        mutating func post(_ path: String, _ body: [String: Any]) -> (status: Int, value: [String: Any]) {
            send("POST", path, Array((try? JSONSerialization.data(withJSONObject: body)) ?? Data()))
        }

        mutating func send(_ method: String, _ target: String, _ body: [UInt8]) -> (status: Int, value: [String: Any]) {
            let headers = [
                ("Host", "127.0.0.1:4000"), ("Origin", "http://127.0.0.1:4000"), ("Content-Type", "application/json"),
                ("X-Redline-Token", HandlerTests.token.text),
            ]
            let request = Request(
                method: method, target: target, headers: headers.map { (name: $0.0, value: $0.1) }, body: body)
            let response = handler.respond(to: request, at: 4000, &world)
            let value = try? JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any]
            return (response.status, value ?? [:])
        }

        var ids: [String] { handler.session.items.map(\.proposal.id.description) }

        mutating func shown(_ id: String) -> [String: Any] {
            ["id": id, "digest": get("/api/fix?id=\(id)").value["digest"] as? String ?? ""]
        }

        mutating func decide(
            _ id: String, _ verdict: String, shown: [String: Any]? = nil, reason: String? = nil, tab: String = "one"
        )
            -> (status: Int, value: [String: Any])
        {
            var body: [String: Any] = ["tab": tab, "verdict": verdict, "fixes": [shown ?? self.shown(id)]]
            body["reason"] = reason
            return post("/api/decide", body)
        }
    }

    @Test func aDecisionIsKeptAtOnceAndNamesTheNextFix() {
        var browser = Browser()
        let answer = browser.decide(browser.ids[0], "accept")
        #expect(answer.status == 200 && answer.value["next"] as? String == browser.ids[1])
        #expect(browser.world.kept.decisions.map(\.verdict) == [.accept])
        #expect(browser.world.kept.decisions[0].after != nil)
        #expect(browser.decide(browser.ids[1], "ignore", reason: "on purpose").status == 200)
        #expect(browser.world.kept.decisions.compactMap(\.reason) == ["on purpose"])
        let list = browser.get("/api/list").value
        #expect(
            list["decided"] as? Int == 2 && list["total"] as? Int == 3 && list["first"] as? String == browser.ids[2])
    }

    @Test func whatSomebodyElseHasDecidedMeanwhileIsNotOverwritten() {
        var browser = Browser()
        let id = browser.ids[0]
        let seen = browser.shown(id)
        #expect(browser.decide(id, "reject", reason: "mine", tab: "two").status == 200)
        let answer = browser.decide(id, "accept", shown: seen)
        #expect(answer.status == 409)
        #expect(browser.world.kept.decisions.map(\.verdict) == [.reject])
        // Looked at again, it can be decided.
        #expect(browser.decide(id, "accept").status == 200)
        #expect(browser.world.kept.decisions.map(\.verdict) == [.accept])
    }

    @Test func aTerminalMayDecideAtTheSameTime() {
        var browser = Browser()
        let (first, second) = (browser.ids[0], browser.ids[1])
        let seen = browser.shown(first)
        let item = browser.handler.session.items[0]
        browser.world.kept.apply(browser.handler.session.changes(.reject, on: [item]))
        #expect(browser.decide(first, "accept", shown: seen).status == 409)
        #expect(browser.decide(second, "accept").status == 200)
        #expect(Set(browser.world.kept.decisions.map(\.verdict)) == [.accept, .reject])
    }

    @Test func aFileThatHasChangedIsLookedAtFirst() {
        var browser = Browser()
        let id = browser.ids[0]
        let seen = browser.shown(id)
        browser.world.files["app/a.py"] = "def read0(path):\n    g = open(path, 'rb')\n    d = g.read()\n    return d\n"
        browser.world.changed = ["app/a.py"]
        #expect(browser.decide(id, "accept", shown: seen).status == 409)
        #expect(browser.world.kept.decisions.isEmpty && browser.ids.count == 1 && browser.ids[0] != id)
        #expect(browser.decide(id, "accept", shown: seen).status == 409)
        #expect(browser.get("/api/fix?id=\(id)").status == 404)
        #expect(browser.decide(browser.ids[0], "accept").status == 200)
    }

    @Test func aPageTakesBackItsOwnStepsOnly() {
        var browser = Browser()
        _ = browser.decide(browser.ids[0], "accept", tab: "one")
        _ = browser.decide(browser.ids[1], "reject", tab: "two")
        #expect(browser.post("/api/undo", ["tab": "three"]).value["message"] as? String == "Nothing to undo.")
        #expect(browser.world.kept.decisions.count == 2)
        let answer = browser.post("/api/undo", ["tab": "one"])
        #expect(answer.status == 200 && answer.value["id"] as? String == browser.ids[0])
        #expect(browser.world.kept.decisions.map(\.verdict) == [.reject])
        #expect(browser.post("/api/redo", ["tab": "one"]).status == 200)
        #expect(browser.world.kept.decisions.count == 2)
        // What somebody else has decided since stays.
        _ = browser.decide(browser.ids[0], "ignore", tab: "two")
        #expect(browser.post("/api/undo", ["tab": "one"]).status == 409)
        #expect(Set(browser.world.kept.decisions.map(\.verdict)) == [.ignore, .reject])
    }

    @Test func theUndoOfAFixOpensIt() {
        var browser = Browser()
        _ = browser.decide(browser.ids[0], "accept")
        #expect(browser.decide(browser.ids[0], "open").status == 200)
        #expect(browser.world.kept.decisions.isEmpty)
    }

    @Test func severalFixesAreDecidedTogetherOrNotAtAll() throws {
        var browser = Browser()
        let scope = browser.get("/api/scope?kind=file&verdict=accept&id=\(browser.ids[0])").value
        #expect(scope["question"] as? String == "Accept 3 open fixes in this file?")
        let fixes = try #require(scope["fixes"] as? [[String: Any]])
        _ = browser.decide(browser.ids[2], "reject", tab: "two")
        let body: [String: Any] = ["tab": "one", "verdict": "accept", "fixes": fixes]
        #expect(browser.post("/api/decide", body).status == 409)
        #expect(browser.world.kept.decisions.count == 1)
        let again = browser.get("/api/scope?kind=safe&verdict=accept").value["fixes"] as? [[String: Any]]
        #expect(browser.post("/api/decide", ["tab": "one", "verdict": "accept", "fixes": again ?? []]).status == 200)
        #expect(browser.world.kept.decisions.count == 3)
        #expect(browser.post("/api/undo", ["tab": "one"]).status == 200)
        #expect(browser.world.kept.decisions.count == 1)
    }

    @Test func anEditIsKeptIfItIsPython() {
        var browser = Browser()
        let id = browser.ids[0]
        func body(_ text: String, _ shown: [String: Any]) -> [String: Any] {
            ["tab": "one", "text": text, "fix": shown]
        }
        let bad = browser.post("/api/edit", body("    with open(path) as f\n        pass\n", browser.shown(id)))
        #expect(bad.status == 422 && (bad.value["message"] as? String ?? "").contains("not Python"))
        #expect(browser.world.kept.decisions.isEmpty)
        let text = "    with open(path, \"rb\") as f:\r\n        data0 = f.read()\r\n"
        #expect(browser.post("/api/edit", body(text, browser.shown(id))).status == 200)
        #expect(browser.world.kept.decisions[0].edit == "with open(path, \"rb\") as f:\n    data0 = f.read()\n")
        let html = browser.get("/api/fix?id=\(id)").value["html"] as? String ?? ""
        #expect(html.contains("accepted as edited") && html.contains("&quot;rb&quot;"))
    }

    @Test func onlyWhatWasShownIsCommitted() {
        var browser = Browser()
        let empty = browser.post("/api/plan", [:]).value
        #expect(empty["canCommit"] as? Bool == false)
        #expect(browser.post("/api/commit", ["digest": empty["digest"] ?? ""]).status == 422)
        _ = browser.decide(browser.ids[0], "accept")
        let plan = browser.post("/api/plan", [:]).value
        #expect(plan["branch"] as? String == "redline/a2549c5" && plan["canCommit"] as? Bool == true)
        let body: [String: Any] = ["digest": plan["digest"] ?? ""]
        browser.world.head = "0000000"
        #expect(browser.post("/api/commit", body).status == 409)
        browser.world.head = "a2549c5"
        _ = browser.decide(browser.ids[1], "accept", tab: "two")
        #expect(browser.post("/api/commit", body).status == 409)
        let again = browser.post("/api/plan", [:]).value
        let done = browser.post("/api/commit", ["digest": again["digest"] ?? ""])
        #expect(done.status == 200 && (done.value["html"] as? String ?? "").contains("1234567 Open files"))
        let failed = browser.post("/api/plan", ["branch": "main"])
        #expect(
            failed.status == 422
                && failed.value["message"] as? String == "branch 'main' is checked out; try: another name")
    }

    @Test func aDecisionThatCannotBeWrittenIsNotShownAsOne() {
        var browser = Browser()
        browser.world.failure = ReviewFailure("the disk is full")
        let answer = browser.decide(browser.ids[0], "accept")
        #expect(answer.status == 422 && answer.value["message"] as? String == "the disk is full")
        #expect(browser.get("/api/list").value["decided"] as? Int == 0)
    }

    @Test func requestsThatMakeNoSenseChangeNothing() {
        var browser = Browser()
        for body in [
            "", "{}", "[]", "null", "{\"tab\":1}", "\u{FF}", "{\"tab\":\"a\",\"verdict\":\"known\",\"fixes\":[]}",
        ] {
            #expect(browser.send("POST", "/api/decide", Array(body.utf8)).status == 400, "\(body)")
        }
        #expect(browser.decide(browser.ids[0], "known").status == 400)
        for path in ["/api/nothing", "/../../etc/passwd", "/api/fix", "/api/fix?id=../../x", "/style.css/", "//"] {
            #expect(browser.get(path).status == 404, "\(path)")
        }
        #expect(browser.get("/api/decide").status == 404)
        #expect(browser.world.kept.decisions.isEmpty)
    }

    @Test func longListsComeInParts() throws {
        var browser = Browser(450)
        let html = try #require(browser.get("/api/list?limit=200").value["html"] as? String)
        #expect(html.components(separatedBy: "data-id=").count - 1 == 200)
        #expect(html.contains("data-more=\"400\"") && html.contains("Show 200 more of 250"))
        let all = try #require(browser.get("/api/list?limit=600").value["html"] as? String)
        #expect(all.components(separatedBy: "data-id=").count - 1 == 450 && !all.contains("data-more"))
        #expect(browser.get("/api/list?words=read44%20app").value["shown"] as? Int ?? 0 > 0)
        #expect(browser.get("/api/list?filter=decided").value["shown"] as? Int == 0)
    }

    @Test func namesFromTheProjectAreText() throws {
        let name: Path = "<img src=x onerror=\"document.title='pwned'\">.py"
        var browser = Browser(files: [
            name: "def read(path):\n    f = open(path)  # </td><script>alert(1)</script>\n    return f.read()\n"
        ])
        let id = browser.ids[0]
        let parts = [browser.get("/api/list").value["html"], browser.get("/api/fix?id=\(id)").value["html"]]
        for html in parts.compactMap({ $0 as? String }) {
            #expect(!html.contains("<img") && !html.contains("<script"))
            #expect(html.contains("&lt;img src=x"))
        }
        let page = String(decoding: StaticPage.text(of: browser.handler.session), as: UTF8.self)
        #expect(!page.contains("<img") && !page.contains("<script") && page.contains("&lt;script&gt;"))
    }

    @Test func layoutsShowTheSameLines() throws {
        var browser = Browser()
        let id = browser.ids[0]
        let unified = try #require(browser.get("/api/fix?id=\(id)").value["html"] as? String)
        let split = try #require(browser.get("/api/fix?id=\(id)&layout=split&spaces=shown").value["html"] as? String)
        #expect(unified.contains("class=\"diff unified\"") && unified.contains("<tr class=\"indented\">"))
        #expect(split.contains("class=\"diff split\"") && split.contains("text removed"))
        #expect(unified.contains("<th scope=\"row\">2</th>") && split.contains("<th scope=\"row\">2</th>"))
    }

    @Test func thePageInOneFileShowsDecisionsAndHasNoScript() {
        var browser = Browser()
        _ = browser.decide(browser.ids[0], "reject", reason: "a script, run once")
        let page = String(decoding: StaticPage.text(of: browser.handler.session), as: UTF8.self)
        #expect(page.contains("rejected: a script, run once") && page.contains("1 of 3 decided"))
        #expect(
            !page.contains("<script") && !page.contains("<button") && !page.contains("http://")
                && !page.contains("src="))
        #expect(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'; style-src 'sha256-"))
    }
}
