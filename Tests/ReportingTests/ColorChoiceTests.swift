import Reporting
import Testing

@Suite struct ColorChoiceTests {
    private func isColored(_ choice: ColorChoice, terminal: Bool, _ variables: [String: String]) -> Bool {
        choice.isColored(isTerminal: terminal) { variables[$0] }
    }

    @Test func theOptionOverridesTheEnvironment() {
        #expect(isColored(.always, terminal: false, ["NO_COLOR": "1", "TERM": "dumb", "CLICOLOR": "0"]))
        #expect(!isColored(.never, terminal: true, ["CLICOLOR_FORCE": "1", "TERM": "xterm"]))
    }

    @Test(arguments: [
        (["TERM": "xterm"], true), (["TERM": "dumb"], false), (["TERM": ""], false), ([:], false),
        (["TERM": "xterm", "CLICOLOR": "0"], false), (["TERM": "xterm", "CLICOLOR": "1"], true),
        (["TERM": "xterm", "NO_COLOR": "1"], false), (["TERM": "xterm", "NO_COLOR": "0"], false),
        (["TERM": "xterm", "NO_COLOR": ""], true), (["TERM": "dumb", "CLICOLOR_FORCE": "1"], true),
    ])
    func onATerminal(_ variables: [String: String], _ expected: Bool) {
        #expect(isColored(.auto, terminal: true, variables) == expected)
    }

    @Test(arguments: [
        (["TERM": "xterm"], false), (["CLICOLOR": "1", "TERM": "xterm"], false), (["CLICOLOR_FORCE": "1"], true),
        (["CLICOLOR_FORCE": "0"], false), (["CLICOLOR_FORCE": ""], false), (["FORCE_COLOR": "1"], true),
        (["FORCE_COLOR": "3", "NO_COLOR": "1"], false), (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
        (["CLICOLOR_FORCE": "1", "CLICOLOR": "0"], true),
    ])
    func inAPipe(_ variables: [String: String], _ expected: Bool) {
        #expect(isColored(.auto, terminal: false, variables) == expected)
    }
}
