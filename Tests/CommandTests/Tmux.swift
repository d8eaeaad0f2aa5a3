import Foundation
import TestSupport

/// A terminal to type into: a tmux server of its own, in a folder.
final class Tmux {
    private let scratch: Scratch
    private let socket = "redline-\(UUID().uuidString)"

    /// - Parameter environment: added to that of the tests.
    init(_ scratch: Scratch, columns: Int, rows: Int, environment: [String: String] = [:]) throws {
        self.scratch = scratch
        let size = ["-x", String(columns), "-y", String(rows)]
        try tmux(
            ["-f", "/dev/null", "new-session", "-d"] + size + environment.flatMap { ["-e", "\($0.key)=\($0.value)"] }
                + ["env", "-u", "NO_COLOR", "PS1=$ ", "sh"])
        try tmux(["set-option", "-g", "escape-time", "0"])
        try waitFor("$")
    }

    deinit { _ = try? scratch.run("/usr/bin/env", ["tmux", "-L", socket, "kill-server"]) }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        // The server lives on: it must not keep a descriptor by which Foundation sees that its client has ended.
        let closing =
            "for file in /proc/self/fd/*; do n=${file##*/}; [ $n -gt 2 ] && eval \"exec $n>&-\"; done; exec tmux \"$@\""
        let outcome = try scratch.run(
            "/bin/bash", ["-c", closing, "tmux", "-L", socket] + arguments, environment: ["LC_ALL": "C.UTF-8"])
        if outcome.status != 0 { throw CommandFailure(message: "tmux \(arguments): \(outcome.errors)") }
        return outcome.output
    }

    /// Types text as it is.
    func type(_ text: String) throws { try tmux(["send-keys", "-l", text]) }

    /// Presses keys by tmux's names: `Enter`, `C-c`, `y`.
    func press(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

    /// Ends what runs in the shell, without a warning.
    func kill() throws {
        let shell = try tmux(["display-message", "-p", "#{pane_pid}"]).trimmingCharacters(in: .whitespacesAndNewlines)
        try scratch.run("/usr/bin/env", ["pkill", "-9", "-P", shell])
    }

    func resize(columns: Int, rows: Int) throws {
        try tmux(["resize-window", "-x", String(columns), "-y", String(rows)])
    }

    var screen: String {
        get throws { try tmux(["capture-pane", "-p"]) }
    }

    /// The screen with colours.
    var colored: String {
        get throws { try tmux(["capture-pane", "-p", "-e"]) }
    }

    /// Waits until the screen has all of some texts, and returns it: a program draws line by line.
    @discardableResult
    func waitFor(_ texts: String...) throws -> String {
        let end = Date().addingTimeInterval(60)
        while true {
            let screen = try screen
            if texts.allSatisfy(screen.contains) { return screen }
            if Date() > end { throw CommandFailure(message: "no \(texts) on the screen:\n\(screen)") }
            Thread.sleep(forTimeInterval: 0.05)
        }
    }
}
