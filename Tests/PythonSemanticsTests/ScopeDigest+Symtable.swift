/// Reads the output of `Tests/Oracles/symtable_dump.py`.
extension ScopeDigest {
    /// The scopes of each file that CPython accepts, by path.
    static func files(inDump dump: String) -> [String: [ScopeDigest]] {
        var files: [String: [ScopeDigest]] = [:]
        var path = ""
        for line in dump.split(separator: "\n") {
            if line.hasPrefix("# ") {
                path = String(line.dropFirst(2))
            } else if !line.hasPrefix("error ") {
                files[path, default: []].take(line)
            }
        }
        return files
    }
}

extension [ScopeDigest] {
    private static let comprehensions: Set<String> = ["listcomp", "setcomp", "dictcomp", "genexpr"]

    /// Reads a line that begins a scope, or lists what the last scope does with a name.
    fileprivate mutating func take(_ line: Substring) {
        // By scalar, because a name may begin with a mark that combines with the space before it.
        let words = line.unicodeScalars.split(separator: " ").map { String($0) }
        guard words[0].hasSuffix(":") else {
            let isComprehension = words[0] == "function" && Self.comprehensions.contains(words[1])
            let head = isComprehension ? "comprehension" : "\(words[0]) \(words[2])"
            return append(ScopeDigest(head: head))
        }
        let name = String(words[0].dropLast())
        // The iterable passed to a comprehension, and the class of `super()`, have no name in the source.
        guard name != ".0", name != "__class__", !isEmpty else { return }
        if count == 1 {
            if words.contains("assigned") || words.contains("imported") { self[0].local.insert(name) }
            return
        }
        switch words[1] {
        case "local": self[count - 1].local.insert(name)
        case "free": self[count - 1].free.insert(name)
        default: self[count - 1].global.insert(name)
        }
    }
}
