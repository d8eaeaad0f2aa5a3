/// The beginning of logical lines: skips blank lines and makes INDENT and DEDENT tokens.
extension Lexer {
    /// False if an error was found. At the end of the text it returns true with nothing left to read.
    mutating func beginLine() -> Bool {
        while true {
            guard let level = measureIndentation() else { return false }
            guard position < count else { return true }
            switch base[position] {
            case UInt8(ascii: "#"):
                skipComment()
                if isStopped { return false }
                skipLineEnd()
            case 0x0A, 0x0D: skipLineEnd()
            default: return apply(level)
            }
        }
    }

    private mutating func skipLineEnd() {
        guard position < count else { return }
        position += base[position] == 0x0D && byte(position + 1) == 0x0A ? 2 : 1
    }

    /// White space at the start of a line. A backslash in it joins lines: the first line's indentation counts then,
    /// with tab stops of eight in both measures, as in CPython since 3.10.
    private mutating func measureIndentation() -> Indentation.Level? {
        let start = position
        while position < count, base[position] == 0x20 { position += 1 }
        let spaces = Indentation.Level(column: position - start, alternate: position - start)
        guard position < count else { return spaces }
        switch base[position] {
        case 0x09, 0x0C, UInt8(ascii: "\\"): return measureIndentation(behind: spaces)
        default: return spaces
        }
    }

    /// The rest of a line's indentation if it contains more than spaces.
    private mutating func measureIndentation(behind spaces: Indentation.Level) -> Indentation.Level? {
        var level = spaces
        var joined: Indentation.Level?
        while position < count {
            switch base[position] {
            case 0x20:
                level.column += 1
                level.alternate += 1
            case 0x09:
                level.column = (level.column / 8 + 1) * 8
                level.alternate += 1
            case 0x0C: level = Indentation.Level()
            case UInt8(ascii: "\\"):
                if joined == nil || joined?.column == 0 {
                    joined = Indentation.Level(column: level.column, alternate: level.column)
                }
                guard skipLineJoin() else { return nil }
                continue
            default: return joined.flatMap { $0.column == 0 ? nil : $0 } ?? level
            }
            position += 1
        }
        return level
    }

    private mutating func apply(_ level: Indentation.Level) -> Bool {
        switch indentation.change(to: level) {
        case .same: break
        case .deeper: append(.indent, from: position)
        case .shallower(let levels):
            for _ in 0..<levels { append(.dedent, from: position) }
        case .inconsistentTabs: fail("inconsistent use of tabs and spaces in indentation", at: position)
        case .noSuchLevel: fail("unindent does not match any outer indentation level", at: position)
        case .tooDeep: fail("too many levels of indentation", at: position, kind: .tooDeep)
        }
        return !isStopped
    }
}
