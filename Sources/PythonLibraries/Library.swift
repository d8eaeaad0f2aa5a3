/// The tables of one library: a folder defines one of these, and `Libraries.all` lists it.
///
/// Functions are listed by full name. The part before `()` is what creates the receiver of a method:
/// `requests.Session().post`. `itertools.*` means every name of a module. `*.flock` means every function or method of
/// that name, whatever its receiver: such rows may only prevent a fix, unless the name has the same meaning
/// everywhere.
public struct Library: Sendable {
    let rows: [(roles: Roles, names: [Substring])]
    /// Knows the library's types; nil if there are none.
    let types: (any LibraryTypes)?

    init(_ table: KeyValuePairs<Roles, String>, types: (any LibraryTypes)? = nil) {
        self.types = types
        rows = table.map { ($0.key, $0.value.split(whereSeparator: \.isWhitespace)) }
    }
}

/// The tables of all libraries.
public enum Libraries {
    /// The only list of all libraries.
    static let all: [Library] = [
        .builtins, .standard, .files, .logging, .testing, .http, .dataFormats, .settings, .security, .sqlAlchemy,
        .fastAPI, .django,
    ]

    /// By full name, `module.*` or `*.name`.
    private static let roles: [Substring: Roles] = {
        var roles: [Substring: Roles] = [:]
        for row in all.flatMap(\.rows) {
            for name in row.names { roles[name, default: []].formUnion(row.roles) }
        }
        return roles
    }()

    /// The roles of a function by its full name, or of a method as `maker().method`. Empty for names in no table.
    public static func roles(of name: String) -> Roles {
        let known = roles[name[...]] ?? []
        guard let dot = name.lastIndex(of: ".") else { return known }
        return known.union(roles[name[...dot] + "*"] ?? [])
    }

    /// The roles that a name has in any module and on any receiver.
    public static func roles(ofAnything name: String) -> Roles { roles["*." + name[...]] ?? [] }
}

extension Set<String> {
    /// The words of a text, so that a long table is readable as one string.
    init(words text: String) { self.init(text.split(whereSeparator: \.isWhitespace).map(String.init)) }
}
