/// What one library adds to the tables: a folder with one of these, and a line in `Libraries.all`.
///
/// Functions are written by their full name. What stands before `()` makes the receiver of a method: `requests.Session().post`.
/// `itertools.*` is every name of a module. `*.flock` is every function or method of that name, whatever its receiver is; such rows
/// may stand against a fix, or be a name that means one thing wherever it is met.
public struct Library: Sendable {
    let rows: [(roles: Roles, names: [Substring])]
    /// What it knows of types, nil if nothing.
    let types: (any LibraryTypes)?

    init(_ table: KeyValuePairs<Roles, String>, types: (any LibraryTypes)? = nil) {
        self.types = types
        rows = table.map { ($0.key, $0.value.split(whereSeparator: \.isWhitespace)) }
    }
}

/// The tables of all libraries.
public enum Libraries {
    /// The one place that names them all.
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

    /// What is known of a function by its full name, or of a method as `maker().method`. Empty for names that no table has.
    public static func roles(of name: String) -> Roles {
        let known = roles[name[...]] ?? []
        guard let dot = name.lastIndex(of: ".") else { return known }
        return known.union(roles[name[...dot] + "*"] ?? [])
    }

    /// What a name alone tells, whatever module or receiver stands before it.
    public static func roles(ofAnything name: String) -> Roles { roles["*." + name[...]] ?? [] }
}

extension Set<String> {
    /// The words of a text, so that a long table reads as one.
    init(words text: String) { self.init(text.split(whereSeparator: \.isWhitespace).map(String.init)) }
}
