import FileSystem

/// The settings that git takes from the environment: `GIT_CONFIG_COUNT` with its keys and values, then
/// `GIT_CONFIG_PARAMETERS`, which `git -c` sets for the commands that it starts.
struct CommandConfiguration: Equatable {
    struct Setting: Equatable {
        let key: [UInt8]
        /// Nil for a key without `=`, which means true.
        let value: [UInt8]?
    }

    private(set) var settings: [Setting] = []

    /// - Parameter value: the value of a variable, nil if it is unset.
    ///
    /// Throws where git ends with an error.
    init(reading value: (String) -> Path?) throws(GitError) {
        try take(count: value("GIT_CONFIG_COUNT"), value)
        if let list = value("GIT_CONFIG_PARAMETERS") { try take(parameters: list.bytes) }
    }

    private mutating func take(count: Path?, _ value: (String) -> Path?) throws(GitError) {
        guard let count, !count.isEmpty else { return }
        guard let number = count.text.flatMap({ Int($0) }), (0...Int(Int32.max)).contains(number) else {
            throw Self.error("GIT_CONFIG_COUNT is '\(count)', which is no count")
        }
        for index in 0..<number {
            guard let key = value("GIT_CONFIG_KEY_\(index)"), !key.isEmpty else {
                throw Self.error("GIT_CONFIG_KEY_\(index) is missing, but GIT_CONFIG_COUNT is \(number)")
            }
            guard let value = value("GIT_CONFIG_VALUE_\(index)") else {
                throw Self.error("GIT_CONFIG_VALUE_\(index) is missing, but GIT_CONFIG_COUNT is \(number)")
            }
            try add(key.bytes, value.bytes)
        }
    }

    private mutating func take(parameters list: [UInt8]) throws(GitError) {
        var rest = list[...]
        while true {
            rest = rest.drop(while: Self.isSpace)
            if rest.isEmpty { return }
            guard let setting = Self.setting(&rest), rest.first.map(Self.isSpace) != false else {
                throw Self.error("GIT_CONFIG_PARAMETERS is not as git writes it")
            }
            try add(setting.key, setting.value)
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || 0x09...0x0D ~= byte }

    private static func setting(_ rest: inout ArraySlice<UInt8>) -> Setting? {
        let equals = UInt8(ascii: "=")
        guard let word = unquoted(&rest) else { return nil }
        guard rest.first == equals else {
            // Before 2.31, git quoted key and value as one word.
            guard let place = word.firstIndex(of: equals) else { return Setting(key: word, value: nil) }
            return Setting(key: Array(word[..<place]), value: Array(word[(place + 1)...]))
        }
        rest = rest.dropFirst()
        if rest.first.map(isSpace) != false { return Setting(key: word, value: nil) }
        return unquoted(&rest).map { Setting(key: word, value: $0) }
    }

    /// The next word in single quotes, where `'\''` stands for a quote and `'\!'` for an exclamation mark.
    private static func unquoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let (quote, backslash) = (UInt8(ascii: "'"), UInt8(ascii: "\\"))
        guard rest.first == quote else { return nil }
        rest = rest.dropFirst()
        var word: [UInt8] = []
        while let byte = rest.popFirst() {
            guard byte == quote else {
                word.append(byte)
                continue
            }
            guard rest.first == backslash else { return word }
            rest = rest.dropFirst()
            guard let escaped = rest.popFirst(), escaped == quote || escaped == UInt8(ascii: "!"),
                rest.popFirst() == quote
            else { return nil }
            word.append(escaped)
        }
        return nil
    }

    /// A key is a section, perhaps a subsection of any bytes but newlines, and a name.
    private mutating func add(_ key: [UInt8], _ value: [UInt8]?) throws(GitError) {
        let dot = UInt8(ascii: ".")
        let shown = Path(key)
        guard let first = key.firstIndex(of: dot), let last = key.lastIndex(of: dot), first > 0 else {
            throw Self.error("the setting '\(shown)' in the environment has no section")
        }
        let (section, name) = (key[..<first], key[(last + 1)...])
        guard section.allSatisfy(Self.isKeyByte), name.allSatisfy(Self.isKeyByte),
            name.first.map(Self.isLetter) == true,
            !key.contains(0x0A)
        else { throw Self.error("'\(shown)' in the environment is no name of a setting") }
        if let value, Self.isInclude(section, name), value.first != UInt8(ascii: "/"), !value.starts(with: "~/".utf8) {
            throw Self.error("'\(shown)' in the environment is a relative path, which only files can include")
        }
        settings.append(Setting(key: key, value: value))
    }

    private static func isInclude(_ section: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        func lowercased(_ word: ArraySlice<UInt8>) -> String { String(decoding: word, as: UTF8.self).lowercased() }
        return ["include", "includeif"].contains(lowercased(section)) && lowercased(name) == "path"
    }

    private static func isLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-")
    }

    private static func error(_ message: String) -> GitError {
        GitError(.badConfiguration, message, hint: "unset it; git itself does not run with it either")
    }

    // MARK: As a file

    /// As a configuration file: libgit2 1.5 takes settings from files only.
    var text: [UInt8] {
        Array(settings.map { Self.section($0.key) + Self.line($0) }.joined())
    }

    private static func section(_ key: [UInt8]) -> [UInt8] {
        let dot = UInt8(ascii: ".")
        guard let first = key.firstIndex(of: dot), let last = key.lastIndex(of: dot) else { return [] }
        let section = Array("[".utf8) + key[..<first]
        if first == last { return section + Array("]\n".utf8) }
        return section + Array(" \"".utf8) + escaped(key[(first + 1)..<last]) + Array("\"]\n".utf8)
    }

    private static func line(_ setting: Setting) -> [UInt8] {
        let name = setting.key.suffix(while: { $0 != UInt8(ascii: ".") })
        guard let value = setting.value else { return name + [0x0A] }
        return name + Array(" = \"".utf8) + escaped(value[...]) + Array("\"\n".utf8)
    }

    private static func escaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        text.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
            case 0x0A: Array("\\n".utf8)
            default: [byte]
            }
        }
    }
}

extension Array where Element == UInt8 {
    /// The last elements up to one that does not fit.
    fileprivate func suffix(while fits: (UInt8) -> Bool) -> [UInt8] {
        Array(self[(lastIndex { !fits($0) }.map { $0 + 1 } ?? startIndex)...])
    }
}
