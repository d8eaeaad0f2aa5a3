/// Placeholders as in this project's documents, in capitals: `--only CODEMOD`. The argument parser prints `--only <codemod>`.
public enum Placeholders {
    /// The column at which the parser's help puts descriptions.
    private static let descriptionColumn = 26

    public static func inCapitals(help: String) -> String {
        lines(of: help) { line in
            let label = line.prefix(descriptionColumn)
            // What got shorter must not move its description.
            guard line.hasPrefix("  "), line.count > descriptionColumn, label.last == " " else { return replaced(line) }
            let short = replaced(label)
            return short + String(repeating: " ", count: label.count - short.count) + line.dropFirst(label.count)
        }
    }

    /// Leaves out the lines that may repeat what the user typed.
    public static func inCapitals(error: String) -> String {
        lines(of: error) { line in
            ["Usage:", "Help:", "Error: Missing"].contains(where: line.hasPrefix) ? replaced(line) : String(line)
        }
    }

    private static func lines(of text: String, _ change: (Substring) -> String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(change).joined(separator: "\n")
    }

    private static func replaced(_ line: Substring) -> String {
        String(line.replacing(/<([a-z][a-z-]*)>/) { $0.1.uppercased() })
    }
}
