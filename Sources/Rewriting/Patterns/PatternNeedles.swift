import PythonSyntax

/// Derives the strings that a file must contain for a pattern to match.
enum PatternNeedles {
    /// The names of calls, other names, and strings in the pattern, except those too short to search for.
    static func of(_ parts: [PatternNode]) -> [Needle] {
        var collector = Collector()
        for part in parts { collector.collect(part) }
        var seen: Set<Needle> = []
        return collector.needles.filter { seen.insert($0).inserted }
    }

    private struct Collector {
        var needles: [Needle] = []

        private mutating func add(_ bytes: [UInt8], _ needle: (String) -> Needle) {
            // A name outside ASCII may be spelled in several ways (PEP 3131).
            guard bytes.count >= Needle.minimumLength, bytes.allSatisfy({ $0 < 0x80 }) else { return }
            needles.append(needle(String(decoding: bytes, as: UTF8.self)))
        }

        mutating func collect(_ part: PatternNode) {
            switch part {
            case .hole, .run: break
            case .chain(_, let object): collect(object)
            case .string(let content): add(content, Needle.init(stringLiteral:))
            case .assignment(let target, let value):
                collect(target)
                collect(value)
            case .call(let function, let arguments):
                collect(function, isCalled: true)
                for value in arguments.positional { collect(value) }
                // A parameter may be given by position.
                for (name, value) in arguments.named {
                    if !arguments.parameters.contains(name) { add(name, Needle.init(stringLiteral:)) }
                    collect(value)
                }
            case .other: collect(part, isCalled: false)
            }
        }

        private mutating func collect(_ part: PatternNode, isCalled: Bool) {
            guard case .other(let shape) = part else { return collect(part) }
            let isName = shape.kind == .name || shape.kind == .attribute || shape.kind == .identifier
            for word in shape.words {
                guard isName, case .text(let bytes) = word, bytes != [UInt8(ascii: ".")] else { continue }
                add(bytes, isCalled ? Needle.call : Needle.init(stringLiteral:))
            }
            for child in shape.children { collect(child) }
        }
    }
}

extension Prefilter {
    /// The prefilter that follows from the patterns: all names and strings of one of them. The catalogue's tests
    /// reject a pattern without any, which would have to be looked for in every file.
    public init(of patterns: Patterns) {
        self.init(anyOf: patterns.all.map(\.compiled.needles))
    }
}
