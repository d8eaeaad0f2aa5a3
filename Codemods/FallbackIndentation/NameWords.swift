import PythonSyntax

/// The words of a name or a text in lower case: `cacheLookup` and `cache_lookup` are both "cache" and "lookup".
struct NameWords: Sendable {
    let list: [String]

    init(_ text: String) {
        var words: [String] = []
        var word = ""
        var previous: Character = " "
        for character in text {
            let isPart = character.isLetter || character.isNumber
            let startsWord = character.isUppercase && (previous.isLowercase || previous.isNumber)
            if !isPart || startsWord, !word.isEmpty {
                words.append(word.lowercased())
                word = ""
            }
            if isPart { word.append(character) }
            previous = character
        }
        list = word.isEmpty ? words : words + [word.lowercased()]
    }

    init(_ list: [String]) { self.list = list }

    var set: Set<String> { Set(list) }

    func contains(anyOf words: Set<String>) -> Bool { !set.isDisjoint(with: words) }

    /// True if both are forms of one word: "mirror" and "mirrored", "computation" and "computed", "rule" and "rules".
    static func areForms(_ first: String, _ second: String) -> Bool {
        let shared = zip(first, second).prefix { $0 == $1 }.count
        let shorter = min(first.count, second.count)
        return shorter >= 2 && (shared == shorter && max(first.count, second.count) - shorter <= (shorter < 4 ? 1 : 3))
            || shared >= 5
    }
}
