import Foundation
import Testing

/// Codemods ask what Python means. Syntax is read by the views of PythonSyntax and by patterns, so that layout,
/// quotes and parentheses are handled in one place only.
@Suite struct SourceRuleTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Codemods")

    /// Each with its replacement.
    private let banned: [(expression: NSRegularExpression, instead: String)]

    init() throws {
        banned = try [
            (#"tokens\["#, "a view of PythonSyntax/Views, or StatementLayout for what stands beside a statement"),
            (#"\b(?:text|bytes)\(ofToken:"#, "'identifier', 'lastName', 'keyword' or another view"),
            (#"\btoken\([^)]*is:"#, "a view with the operator, such as Comparison or UnaryOperation"),
            (#"\.text\s*[!=]="#, "Identity for what is the same thing, 'identifier' for a name, a pattern for a shape"),
            (#"[!=]=\s*[\w.$?()]*\.text\b"#, "Identity for what is the same thing, 'identifier' for a name"),
            (#"\bcontains\(\s*[\w.$?]*\.text\b"#, "Identity for what is the same thing, a WordSet for names"),
            (#"\.text\??\.(?:contains|hasPrefix|hasSuffix)\b"#, "'lastName', 'compactText' or StringLiteral"),
            (#"\.compactText\s*[!=]="#, "SemanticModel.qualifiedName(of:) for a name, a pattern for a shape"),
            (#"[!=]=\s*"(?:None|True|False)""#, "'isNone', 'isTrue', 'isFalse'"),
            (#"[!=]=\s*"(?:and|or|not|is|in|is not|not in|[!=]=|[<>]=?)""#, "a view with the operator"),
        ].map { (try NSRegularExpression(pattern: $0), $1) }
    }

    /// Known violations by file. These numbers may only go down: a file that is not listed has none.
    private static let remaining = [
        // Checks whether the file already has the exact wrapper that would be written.
        "IDPassingBackgroundTasks/WrapperBuilder.swift": 1
    ]

    @Test func codemodsReadNoTokensAndCompareNoText() throws {
        let files = try #require(FileManager.default.enumerator(at: Self.folder, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" {
            let source = try String(contentsOf: file, encoding: .utf8)
            let found = violations(source)
            let name = file.deletingLastPathComponent().lastPathComponent + "/" + file.lastPathComponent
            let allowed = Self.remaining[name, default: 0]
            #expect(
                found.count <= allowed, "\(name): \(found.count), allowed \(allowed)\n\(found.joined(separator: "\n"))")
        }
    }

    @Test func theRulesFindWhatTheyAreFor() {
        for line in [
            "node.tree.tokens[3].kind", "tree.text(ofToken: 1)", "tree.token(node.firstToken, is: \"not\")",
            "if object.text == name {", "return name != call.function.child(.object)?.text", "own.contains(node.text)",
            "exception.text.contains(word)", "default.text.hasPrefix(\"x\")", "word == \"None\"", "sign == \"is not\"",
        ] {
            #expect(violations(line).count == 1, "\(line)")
        }
        for line in [
            "argument.keyword == \"mode\"", "name.identifier == \"self\"", "// x.text == y",
            "call.functionName == \"add\"",
            "let text = target.text", "names.contains(name)", "\"\\(name.text) = \"",
        ] {
            #expect(violations(line).isEmpty, "\(line)")
        }
    }

    private func violations(_ source: String) -> [String] {
        source.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { number, line in
            let code = line.drop { $0 == " " }
            guard !code.hasPrefix("//"), let rule = banned.first(where: { Self.matches($0.expression, code) }) else {
                return nil
            }
            return "  line \(number + 1): \(code): use \(rule.instead)"
        }
    }

    private static func matches(_ expression: NSRegularExpression, _ line: Substring) -> Bool {
        let text = String(line)
        return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }
}
