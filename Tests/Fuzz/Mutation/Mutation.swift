/// A text that is mutated step by step.
struct Mutation {
    var bytes: [UInt8]
    let seeds: Seeds
    let dictionary: [[UInt8]]
    var random: RandomNumbers

    /// One change, usually of expressions and statements, so that the result is often a valid program.
    mutating func mutate() {
        switch random.index(20) {
        case 0...4: mutateExpression()
        case 5...9: mutateStatement()
        case 10...13: mutateToken()
        case 14...16: mutateLine()
        case 17...18: mutateBytes()
        default: mutateFile()
        }
    }

    mutating func replace(_ range: Range<Int>, with replacement: some Sequence<UInt8>) {
        bytes.replaceSubrange(range.clamped(to: 0..<bytes.count), with: Array(replacement))
    }

    func piece(_ range: Range<Int>) -> [UInt8] { Array(bytes[range.clamped(to: 0..<bytes.count)]) }

    private mutating func swapPieces(_ first: Range<Int>, _ second: Range<Int>) {
        let (left, right) = first.lowerBound <= second.lowerBound ? (first, second) : (second, first)
        guard left.upperBound <= right.lowerBound else { return }
        let (leftText, rightText) = (piece(left), piece(right))
        replace(right, with: leftText)
        replace(left, with: rightText)
    }
}

// MARK: Programs

extension Mutation {
    private mutating func mutateExpression() {
        let own = Pieces(bytes).expressions
        guard let target = random.choice(of: own) else { return mutateToken() }
        switch random.index(6) {
        case 0: if let other = random.choice(of: own) { swapPieces(target, other) }
        case 1: if let other = random.choice(of: own) { replace(target, with: piece(other)) }
        case 2...3:
            guard let donor = random.choice(of: seeds.interesting),
                let expression = random.choice(of: donor.pieces.expressions), expression.count < 500
            else { return }
            replace(target, with: donor.bytes[expression])
        case 4: wrapExpression(target)
        default: replace(target, with: random.choice(of: dictionary) ?? [])
        }
    }

    private static let wrappers: [(String, String)] = [
        ("(", ")"), ("[", "]"), ("{", "}"), ("await ", ""), ("not ", ""), ("-", ""), ("*", ""), ("open(", ")"),
        ("lambda: ", ""), ("(yield ", ")"), ("(x := ", ")"), ("[", " for x in y]"), ("", " if x else y"), ("f'{", "}'"),
        ("x and ", ""), ("", "[0]"), ("", ".close()"), ("", ".read()"), ("(\n", "\n)"), ("(# note\n", ")"),
        ("str(", ")"),
        ("x = ", ""), ("x.y = ", ""), ("db.add(", ")"), ("", " + '\\\n'"), ("\\\n", ""), ("", ": int"), ("", ","),
    ]

    private mutating func wrapExpression(_ target: Range<Int>) {
        guard let (before, after) = random.choice(of: Self.wrappers) else { return }
        replace(target, with: Array(before.utf8) + piece(target) + Array(after.utf8))
    }

    private mutating func mutateStatement() {
        let own = Pieces(bytes).statements
        guard let target = random.choice(of: own) else { return mutateLine() }
        let indentation = Reindentation.indentation(at: target.lowerBound, in: bytes)
        switch random.index(7) {
        case 0: replace(target, with: random.isOne(in: 2) ? Array("pass".utf8) : [])
        case 1: if let other = random.choice(of: own) { swapPieces(target, other) }
        case 2:
            guard let other = random.choice(of: own) else { return }
            let from = Reindentation.indentation(at: other.lowerBound, in: bytes)
            insertStatement(Reindentation.moved(bytes[other], from: from, to: indentation), before: target, indentation)
        case 3...4:
            guard let donor = random.choice(of: seeds.interesting),
                let statement = random.choice(of: donor.pieces.statements), statement.count < 2_000
            else { return }
            let from = Reindentation.indentation(at: statement.lowerBound, in: donor.bytes)
            let text = Reindentation.moved(donor.bytes[statement], from: from, to: indentation)
            if random.isOne(in: 2) {
                replace(target, with: text)
            } else {
                insertStatement(text, before: target, indentation)
            }
        case 5: wrapStatement(target, indentation)
        default: replace(target, with: piece(target) + Array(random.isOne(in: 2) ? "  # note".utf8 : "; x = 1".utf8))
        }
    }

    private mutating func insertStatement(_ text: [UInt8], before target: Range<Int>, _ indentation: ArraySlice<UInt8>)
    {
        let separator = random.isOne(in: 8) ? Array("; ".utf8) : [0x0A] + indentation
        replace(target.lowerBound..<target.lowerBound, with: text + separator)
    }

    private static let headers = [
        "if x:", "for x in y:", "while x:", "with open(p) as f:", "async with x as y:", "def f(p):", "async def f(p):",
        "class C:", "try:", "else:", "finally:", "except E:", "elif x:", "match x:", "case y:", "with db.begin():",
        "if not row:", "@d\ndef f():",
    ]

    private mutating func wrapStatement(_ target: Range<Int>, _ indentation: ArraySlice<UInt8>) {
        guard let header = random.choice(of: Self.headers) else { return }
        let deeper = indentation + (random.isOne(in: 10) ? [0x09] : [0x20, 0x20, 0x20, 0x20])
        let body = Reindentation.moved(bytes[target], from: indentation, to: deeper)
        var text = Array(header.utf8) + [0x0A] + deeper + body
        if header == "try:" {
            text += [0x0A] + indentation + Array("finally:\n".utf8) + deeper + Array("h.close()".utf8)
        }
        replace(target, with: text)
    }
}

// MARK: Text

extension Mutation {
    private mutating func mutateToken() {
        let own = Pieces(bytes).tokens
        guard let target = random.choice(of: own), let other = random.choice(of: own) else { return mutateBytes() }
        switch random.index(6) {
        case 0: replace(target, with: [])
        case 1: replace(target, with: piece(target) + piece(target))
        case 2: swapPieces(target, other)
        case 3:
            guard let donor = random.choice(of: seeds.files), let token = random.choice(of: donor.pieces.tokens) else {
                return
            }
            replace(target, with: donor.bytes[token])
        case 4: replace(target, with: random.choice(of: dictionary) ?? [])
        default: replace(target.lowerBound..<target.lowerBound, with: (random.choice(of: dictionary) ?? []) + [0x20])
        }
    }

    private mutating func mutateLine() {
        let own = Pieces(bytes).lines
        guard let target = random.choice(of: own), let other = random.choice(of: own) else { return mutateBytes() }
        switch random.index(8) {
        case 0: replace(target, with: [])
        case 1: replace(target, with: piece(target) + piece(target))
        case 2: swapPieces(target, other)
        case 3: replace(target.lowerBound..<target.lowerBound, with: piece(other))
        case 4:
            guard let donor = random.choice(of: seeds.files), let line = random.choice(of: donor.pieces.lines) else {
                return
            }
            replace(target.lowerBound..<target.lowerBound, with: donor.bytes[line])
        case 5:
            replace(
                target.lowerBound..<target.lowerBound, with: Array(["    ", "\t", " ", "\u{0C}"][random.index(4)].utf8))
        case 6:
            replace(
                target.lowerBound..<target.lowerBound,
                with: Array(["# note\n", "\n", "# redline: ignore\n"][random.index(3)].utf8))
        default:
            let indentation = bytes[target.clamped(to: 0..<bytes.count)].prefix { $0 == 0x20 || $0 == 0x09 }
            replace(target.lowerBound..<target.lowerBound + indentation.count / 2, with: [])
        }
    }

    /// Bytes that often break programs which read text.
    private static let nasty: [[UInt8]] = [
        [0], [0xEF, 0xBB, 0xBF], [0x0C], [0x09], [0x0D], [0x0D, 0x0A], [0x0A], [0x5C, 0x0A], [0x5C],
        [0xED, 0xA0, 0x80],
        [0xEF, 0xBF, 0xBF], [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80], [0xFF], [0x80],
        [0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xC2, 0xA0], [0xE2, 0x80, 0xAE], [0xC3, 0xA9], [0xEF, 0xAC, 0x81], [0x1A],
        [0x7F], [0x22, 0x22, 0x22], [0x27, 0x27, 0x27], [0x0B], [0xCC, 0x81], [0xF0, 0x9D, 0x94, 0xB8],
    ]

    private mutating func mutateBytes() {
        let start = random.index(bytes.count + 1)
        let end = min(bytes.count, start + 1 + random.index(16))
        switch random.index(6) {
        case 0: if start < bytes.count { bytes[start] ^= 1 << UInt8(random.index(8)) }
        case 1: if start < bytes.count { bytes[start] = UInt8(random.index(256)) }
        case 2: replace(start..<end, with: [])
        case 3: replace(start..<start, with: piece(start..<end))
        default: replace(start..<start, with: random.choice(of: Self.nasty) ?? [])
        }
    }

    private mutating func mutateFile() {
        switch random.index(6) {
        case 0: bytes = [0xEF, 0xBB, 0xBF] + bytes
        case 1: replaceLineEnds(with: [0x0D, 0x0A])
        case 2: replaceLineEnds(with: [0x0D])
        case 3: bytes.removeLast(random.index(bytes.count + 1))
        case 4: while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        default:
            let names = ["latin-1", "utf-8", "cp1252", "utf-16", "shift_jis", "nonsense", "utf-7"]
            bytes = Array("# -*- coding: \(names[random.index(names.count)]) -*-\n".utf8) + bytes
        }
    }

    private mutating func replaceLineEnds(with end: [UInt8]) {
        let isPartial = random.isOne(in: 3)
        var result: [UInt8] = []
        for byte in bytes {
            if byte == 0x0A, !isPartial || random.isOne(in: 2) { result += end } else { result.append(byte) }
        }
        bytes = result
    }
}
