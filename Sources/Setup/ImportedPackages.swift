import FileSystem
import Reporting
import Rewriting

/// Which packages the files of a project import.
public struct ImportedPackages: Sendable {
    /// By package: the number of files that import it.
    public private(set) var files: [String: Int] = [:]

    /// Packages that are of interest, by the name to show.
    public static let named: [(package: String, name: String)] = [
        ("fastapi", "FastAPI"), ("starlette", "Starlette"), ("flask", "Flask"), ("django", "Django"),
        ("sqlalchemy", "SQLAlchemy"), ("sqlmodel", "SQLModel"), ("flask_sqlalchemy", "Flask-SQLAlchemy"),
        ("celery", "Celery"),
    ]

    init(of provider: any SourceProvider) {
        let (paths, sought) = (provider.paths, Self.named.map { Array($0.package.utf8) })
        let parts = Parallel.reduce(
            count: paths.count, threads: Parallel.processors, Array(repeating: 0, count: sought.count)
        ) { counts, index in
            guard let bytes = try? provider.bytes(at: paths[index]) else { return }
            for number in Self.imports(in: bytes, among: sought) { counts[number] += 1 }
        }
        for (number, package) in Self.named.enumerated() {
            let count = parts.reduce(0) { $0 + $1[number] }
            if count > 0 { files[package.package] = count }
        }
    }

    /// The numbers of the packages that some line imports.
    private static func imports(in text: [UInt8], among packages: [[UInt8]]) -> Set<Int> {
        var found: Set<Int> = []
        for line in text.split(separator: 0x0A) {
            let words = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            guard let keyword = [Array("from ".utf8), Array("import ".utf8)].first(where: words.starts) else {
                continue
            }
            let name = words.dropFirst(keyword.count).prefix { isNameByte($0) }
            if let number = packages.firstIndex(where: name.elementsEqual) { found.insert(number) }
        }
        return found
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// The codemods that have something to find here.
    func codemods(among all: [any Codemod]) -> [any Codemod] {
        all.filter { $0.frameworks.isEmpty || !$0.frameworks.isDisjoint(with: files.keys) }
    }

    /// `FastAPI (12 files)`
    public var lines: [String] {
        Self.named.compactMap { package, name in files[package].map { "\(name) (\($0.counted("file")))" } }
    }
}
