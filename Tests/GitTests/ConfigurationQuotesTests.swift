import TestSupport
import Testing

@testable import Git

@Suite struct ConfigurationQuotesTests {
    @Test(arguments: [
        "[a]\n\tb = c\n", "[a]\n\tb = \"c\n", "[a]\n\tb = \"c\"\n", "[a]\n\tb = \"c \\\n d\"\n", "[a]\n\tb = c # \"\n",
        "[a]\n\tb = \"#\" ; \"\n", "[a]\n\tb = \\\"c\n", "[a \"x\"]\n\tb = c\n", "[a \"x\\\"\"]\n\tb = c\n",
        "[a]\n\tb = \"c",
        "# \"\n[a]\n\tb = c\n", "[a]\n\tb = c \"d\" \"e\n\tf = g\"\n", "[a]\n\tb = \"c\\\\\"\n",
        "[a]\r\n\tb = \"c\\\r\nd\"\r\n",
    ]) func areThoseThatGitRefuses(_ text: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("config", text)
        let git = try scratch.run("/usr/bin/env", ["git", "config", "--list", "--file", "config"])
        #expect((ConfigurationQuotes.unclosed(in: Array(text.utf8)) == nil) == (git.status == 0))
    }
}
