import Foundation
import TestSupport
import Testing

/// Each format of `preview`, read by a second program. `make venv` installs what those need.
@Suite struct ReportTests {
    @Test func jsonIsWhatTheSchemaSays() throws {
        let project = try ReportProject()
        defer { project.scratch.remove() }
        try project.scratch.write("schema.json", project.redline("schema", "findings").output)
        for format in ["json", "jsonl"] {
            for options in [[], ["--level", "safe"], ["--rev", "HEAD"], ["--since", "HEAD"], ["--no-edits"]] {
                #expect(try project.report(format, options).status != 2)
                let outcome = try project.read("read_json", "out.\(format)", "schema.json", ".")
                #expect(outcome.status == 0 && outcome.output.hasSuffix(" findings\n"), "\(options): \(outcome.errors)")
            }
        }
        try project.report("json")
        let findings = try project.findings()
        #expect(Set(findings.compactMap { $0["outcome"] as? String }).isSuperset(of: ["fixed", "refused"]))
        #expect(findings.contains { $0["pathBytes"] != nil })
        let shared = findings.filter { ($0["sharedWith"] as? [String])?.isEmpty == false }
        // An import in one file, one function in the other.
        #expect(shared.filter { $0["path"] as? String == "app/seeds.py" }.count == 2)
        #expect(shared.filter { $0["path"] as? String == "app/files.py" }.count == 2)
        #expect(!project.scratch.read("out.json").contains("secret"))
    }

    /// The edits of each fix, against the commit that makes only that fix.
    @Test func theEditsOfAFixAreItsOwnRun() throws {
        let project = try ReportProject()
        defer { project.scratch.remove() }
        try project.scratch.write("schema.json", project.redline("schema", "findings").output)
        try project.report("json")
        let fixes = try project.findings().filter { $0["edits"] != nil }
        #expect(fixes.count >= 9)
        for fix in fixes {
            let id = try #require(fix["id"] as? String)
            for one in [id] + (fix["requires"] as? [String] ?? []) {
                #expect(try project.redline("decide", one, "accept").status == 0)
            }
            let branch = try project.redline("apply", "--branch", "fix/\(id)", "--undecided", "skip")
            #expect(branch.status == 0, "\(branch.errors)")
            try project.scratch.git("worktree", "add", "--quiet", "--detach", "tree", "main")
            let written = try project.read("read_json", "out.json", "schema.json", ".", "--write", id, "tree")
            #expect(written.status == 0, "\(written.errors)")
            let same = try project.scratch.run(
                "/usr/bin/env", ["git", "-C", "tree", "diff", "--exit-code", "fix/\(id)"])
            #expect(same.status == 0, "\(same.output)")
            try project.scratch.git("worktree", "remove", "--force", "tree")
            try project.scratch.run("/bin/rm", ["-r", ".redline"])
        }
    }

    @Test func sarifIsWhatTheStandardSays() throws {
        let project = try ReportProject()
        defer { project.scratch.remove() }
        try project.report("json")
        let ids = try project.findings().compactMap { $0["id"] as? String }
        #expect(try project.redline("decide", ids[0], "reject", "--reason", "read <b>once</b>").status == 0)
        #expect(try project.redline("decide", ids[1], "ignore").status == 0)
        #expect(try project.redline("baseline", "write", "--only", "try-insert-catch-seeding").status == 0)
        for options in [[], ["--refusals"], ["--refusals", "app/broken.py", "app"]] {
            try project.report("json", options.filter { $0 != "--refusals" })
            try project.report("sarif", options)
            let outcome = try project.read("read_sarif", "out.sarif", "out.json", ".")
            #expect(outcome.status == 0, "\(options): \(outcome.errors)")
            #expect(!outcome.output.contains(" 0 suppressed"))
        }
        let text = project.scratch.read("out.sarif")
        #expect(text.contains("\"repositoryUri\" : \"https://example.com/team/my%20project.git\""))
        #expect(text.contains("app/caf%E9.py") && text.contains("app/more%20files%20%231%3A%20100%25.py"))
        #expect(text.contains("read <b>once</b>") && text.contains("\"exitCode\" : 2"))
        #expect(text.contains("closed by `finalizer`"))
    }

    @Test func reviewdogCanSuggestTheFixes() throws {
        let project = try ReportProject()
        defer { project.scratch.remove() }
        try project.report("json")
        try project.report("rdjson")
        let outcome = try project.read("read_rdjson", "out.rdjson", "out.json", ".")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let counts = outcome.output.matches(of: /\d+/).compactMap { Int($0.0) }
        // Those of the models have an import far away from the rest.
        #expect(counts.count == 2 && counts[1] >= 6 && counts[0] - counts[1] >= 2, "\(outcome.output)")
    }

    @Test func gitlabAndGitHubAcceptTheirFormats() throws {
        let project = try ReportProject()
        defer { project.scratch.remove() }
        try project.report("json")
        try project.report("gitlab", ["--refusals"])
        let gitlab = try project.read("read_gitlab", "out.gitlab", "out.json")
        #expect(gitlab.status == 0, "\(gitlab.errors)")
        try project.report("github", ["--refusals"])
        let github = try project.read("read_github", "out.github")
        #expect(github.status == 0, "\(github.errors)")
        let json = try JSONSerialization.jsonObject(with: Data(github.output.utf8))
        let commands = try #require(json as? [[String: String]])
        #expect(commands.count == 11)
        #expect(commands.allSatisfy { $0["kind"] == "error" || $0["title"] == "redline" })
        #expect(commands.last?["kind"] == "notice" && commands.last?["message"]?.contains(" more: ") == true)
        #expect(commands.first?["title"]?.hasPrefix("try-insert-catch-seeding") == true)
        let files = Set(commands.compactMap { $0["file"] })
        #expect(files.contains("app/<img src=x onerror=alert(1)>.py"))
        #expect(files.contains("app/@ada `x` | [a](b), ::error.py"))
    }

    @Test func markdownContainsNoMarkupOfTheProject() throws {
        let project = try ReportProject()
        defer { project.scratch.remove() }
        for options in [[], ["--refusals", "app/broken.py", "app"]] {
            try project.report("markdown", options)
            let outcome = try project.read("read_markdown", "out.markdown")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("`app/<img src=x onerror=alert(1)>.py:2"))
            #expect(outcome.output.contains("`app/caf\\xE9.py:2"))
            #expect(outcome.output.contains("\\u{202e}"))
        }
        #expect(project.scratch.read("out.markdown").contains("### Not looked at\n\n- `app/broken.py:1:5`: "))
    }

    @Test func pullRequestsAreDescribed() throws {
        let project = try ReportProject()
        defer { project.scratch.remove() }
        try project.report("json")
        let fixes = try project.findings().filter { $0["edits"] != nil }
        let rejected = try #require(fixes.first?["id"] as? String)
        #expect(try project.redline("decide", rejected, "reject", "--reason", "a script, <i>run once</i>").status == 0)
        let outcome = try project.redline("apply", "--branch", "fix/it's", "--pr-body", "body.md")
        #expect(outcome.status == 0 && outcome.output.contains("branch fix/it's created"), "\(outcome.errors)")
        let text = project.scratch.read("body.md")
        #expect(text.hasPrefix("## Redline: \(fixes.count - 1) repairs in 7 files, 2 want a look\n"))
        for title in ["### Please look at these 2", "### Behaviour is kept", "### Not done", "### To revert one kind"] {
            #expect(text.contains("\n\(title)"), "\(title)")
        }
        #expect(text.contains("rejected in review: a script, &lt;i&gt;run once&lt;/i&gt;"))
        let read = try project.read("read_markdown", "body.md")
        #expect(read.status == 0, "\(read.errors)")
        // The command does what it says.
        let command = String(try #require(text.firstMatch(of: /```sh\n(.*)\n```/)?.1))
        try project.scratch.git("checkout", "--quiet", "fix/it's")
        let before = try project.scratch.git("show", "HEAD:app/files.py")
        let revert = try project.scratch.run(
            "/bin/sh", ["-c", command.replacing("git revert", with: "git revert --no-edit")])
        #expect(revert.status == 0, "\(revert.errors)")
        #expect(try project.scratch.git("show", "HEAD:app/files.py") != before)
        #expect(try project.scratch.git("diff", "main", "--", "app/files.py").isEmpty)
        #expect(try project.scratch.git("diff", "--stat", "main", "--", "app/seeds.py").contains("1 file changed"))
    }

    @Test func theTextOfAPullRequestGoesToStandardOutputAlone() throws {
        let project = try ReportProject()
        defer { project.scratch.remove() }
        let outcome = try project.redline("apply", "--branch", "fix", "--pr-body", "-")
        #expect(outcome.status == 0 && outcome.output.hasPrefix("## Redline: ") && outcome.output.hasSuffix("```\n"))
        #expect(outcome.errors.contains("branch fix created"))
        #expect(
            try project.redline("apply", "--in-place", "--pr-body", "-").errors.contains("--pr-body requires --branch"))
    }

    @Test func decisionsAndBaselinesAreWhatTheirSchemaSays() throws {
        let project = try ReportProject()
        defer { project.scratch.remove() }
        try project.report("json")
        let ids = try project.findings().filter { $0["edits"] != nil }.compactMap { $0["id"] as? String }
        for (id, verdict) in zip(ids, ["accept", "reject", "ignore", "known"]) {
            #expect(try project.redline("decide", id, verdict, "--reason", "\(verdict) é").status == 0)
        }
        #expect(try project.redline("baseline", "write").status == 0)
        try project.scratch.write("schema.json", project.redline("schema", "decisions").output)
        for file in ["decisions", "baseline"] {
            let outcome = try project.read("read_lines", ".redline/\(file).jsonl", "schema.json")
            #expect(outcome.status == 0 && !outcome.output.hasPrefix("0 "), "\(outcome.errors)")
        }
        try project.scratch.write("wrong", #"{"v":1,"id":"5c1e0f9a2b7d4c33","decision":"maybe"}"#)
        #expect(try project.read("read_lines", "wrong", "schema.json").status == 1)
    }

    @Test func statisticsAreForPeopleAndPrograms() throws {
        let project = try ReportProject()
        defer { project.scratch.remove() }
        let outcome = try project.redline("preview", "--statistics", "--format", "sarif")
        #expect(outcome.status == 2 && outcome.errors.contains("--statistics cannot be combined with --format sarif"))
        #expect(try project.redline("preview", "--statistics", "--format", "json").output.hasPrefix("["))
    }
}
