import Foundation
import Review
import Rewriting
import Terminal
import TestSupport
import Testing

/// Screens as they were recorded: `REDLINE_RECORD=1 swift test --filter GoldenScreenTests` records them anew, to be read in the diff.
@Suite struct GoldenScreenTests {
    struct Scene: Sendable, CustomTestStringConvertible {
        let name: String
        let keys: [Key]

        init(_ name: String, _ keys: String = "", _ further: [Key] = []) {
            self.name = name
            self.keys = keys.map { $0 == "\n" ? .enter : .character($0) } + further
        }

        var testDescription: String { name }
    }

    private static let scenes = [
        Scene("overview"), Scene("overview-decided", "ynj"), Scene("overview-found", "/seeds\n"), Scene("fix", "\n"),
        Scene("fix-spaces-shown", "\nw"), Scene("fix-scrolled", "\n", [.down, .down, .down]),
        Scene("fix-of-files", "\nJJ"), Scene("fix-before", "\nx"), Scene("fix-function", "\nz"),
        Scene("fix-decided", "\nynK"), Scene("reason", "\niscript, run once"), Scene("question", "\na"),
        Scene("without-a-fix", "r"), Scene("keys", "?"), Scene("finish", "ynSy"), Scene("finish-empty", "c"),
    ]
    private static let sizes = [(100, 30), (80, 24), (60, 20), (40, 12)].map { ScreenSize(columns: $0, rows: $1) }

    @Test(arguments: scenes, sizes) func screensAreAsRecorded(_ scene: Scene, _ size: ScreenSize) throws {
        try compare(scene, size)
    }

    /// Two texts side by side need more room.
    @Test(arguments: [Scene("side-by-side", "\nx"), Scene("side-by-side-spaces", "\nxw")])
    func wideScreensAreAsRecorded(_ scene: Scene) throws {
        try compare(scene, ScreenSize(columns: 140, rows: 36))
    }

    private func compare(_ scene: Scene, _ size: ScreenSize) throws {
        var session = SampleProject.application.session(size.columns, size.rows)
        for key in scene.keys {
            for effect in session.press(key) { if case .plan = effect { session.show(Self.preview) } }
        }
        if scene.name.hasPrefix("overview") { _ = session.press(.character("b")) }
        while session.workAhead() {}
        let lines = session.render()
        #expect(lines.count == size.rows)
        for line in lines { #expect(line.width <= size.columns, "\(line.text)") }
        let text = lines.map(Self.marked).joined(separator: "\n") + "\n"
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Screens/\(scene.name)-\(size.columns)x\(size.rows).txt")
        if ProcessInfo.processInfo.environment["REDLINE_RECORD"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    /// Reversed text in brackets, so that the marks of changed words are recorded, too; spaces at the end left out.
    private static func marked(_ line: StyledLine) -> String {
        let text = line.pieces.map { $0.style.isReversed && $0.text != " " ? "⟦\($0.text)⟧" : $0.text }.joined()
        return String(text.reversed().drop { $0 == " " }.reversed())
    }

    private static let preview = CommitPreview(
        branch: "redline/a2549c5", isNewBranch: true, base: "a2549c5",
        commits: [
            .init(subject: "Open files in with statements", fixes: 3, files: 1, added: 9, removed: 11),
            .init(subject: "Insert rows and catch the conflict", fixes: 1, files: 1, added: 10, removed: 3),
        ],
        patch: "diff --git a/app/export.py b/app/export.py\n", missing: ["app/new.py:3"],
        command: "redline apply --branch redline/a2549c5 --undecided skip")
}
