import PythonSyntax

/// What a file must contain so that a pattern can match in it.
enum PatternNeedles {
    /// Names of calls, other names, and strings of the pattern, those left out that are too short to be searched for.
    static func of(_ parts: [PatternNode]) -> [Needle] {
        var collector = Collector()
        for part in parts { collector.collect(part) }
        var seen: Set<Needle> = []
        return collector.needles.filter { seen.insert($0).inserted }
    }

    private struct Collector {
        var needles: [Needle] = []

        private mutating func add(_ bytes: [UInt8], _ needle: (String) -> Needle) {
            // Another spelling of a name outside of ASCII may mean the same (PEP 3131).
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
                // A parameter may be given by its place.
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
    /// What the patterns themselves tell: all names and strings of one of them. A pattern without any would have to be looked
    /// for everywhere; the catalogue's tests refuse it.
    public init(of patterns: Patterns) {
        self.init(anyOf: patterns.all.map(\.compiled.needles))
    }
}
