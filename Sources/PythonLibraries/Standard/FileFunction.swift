/// A function that returns a file which is its own context manager.
public struct FileFunction: Sendable, Hashable {
    /// The full name: `builtins.open`.
    public let name: String
    /// The index of the mode among the arguments, nil if there is none.
    public let modePosition: Int?

    /// Nil for every function that does not open a file.
    public init?(named name: String) {
        let known = name == "aiofiles.threadpool.open" ? "aiofiles.open" : name
        if let position = Self.modePositions[known] {
            modePosition = position
        } else if Self.withoutMode.contains(known) || Self.readers.contains(known) {
            modePosition = nil
        } else {
            return nil
        }
        self.name = known
    }

    private init(name: String, modePosition: Int) {
        self.name = name
        self.modePosition = modePosition
    }

    /// `open` of a `pathlib.Path`.
    public static let ofPath = FileFunction(name: "pathlib.Path.open", modePosition: 0)

    /// True if it is entered with `async with`.
    public var isAsync: Bool { name.hasPrefix("aiofiles.") }

    /// True if no arguments make it write.
    public var onlyReads: Bool { Self.readers.contains(name) }

    /// What a server sends.
    public var isResponse: Bool { name == "urllib.request.urlopen" }

    /// Closing it waits for a process, which may run on otherwise.
    public var isPipe: Bool { name == "os.popen" }

    /// A dictionary in a file.
    public var isDatabase: Bool { name == "dbm.open" || name == "shelve.open" }

    /// An archive of several files.
    public var isArchive: Bool {
        name.hasPrefix("tarfile.") || ["py7zr.SevenZipFile", "zipfile.ZipFile"].contains(name)
    }

    /// True if closing the file deletes it, unless `delete=False` is given.
    public var deletesOnClose: Bool { name == "tempfile.NamedTemporaryFile" }

    /// Makes a file that no folder holds: its `name` is a descriptor, or nil.
    public var isAnonymous: Bool { ["tempfile.SpooledTemporaryFile", "tempfile.TemporaryFile"].contains(name) }

    /// Takes a descriptor, never a path.
    public var takesDescriptor: Bool { name == "os.fdopen" }

    /// The name of the first parameter, if it may be a descriptor that the file then closes.
    public var descriptorName: String? { takesDescriptor ? "fd" : Self.pathParameters[name] }

    private static let pathParameters = [
        "aiofiles.open": "file", "builtins.open": "file", "codecs.open": "filename", "io.open": "file",
    ]

    /// The last words of the functions' names, for a quick test.
    public static let lastNames = Set(
        withoutMode.union(readers).union(modePositions.keys).compactMap {
            $0.split(separator: ".").last.map(String.init)
        })

    private static let modePositions: [String: Int] = [
        "aiofiles.open": 1, "builtins.open": 1, "bz2.open": 1, "codecs.open": 1, "gzip.open": 1, "io.open": 1,
        "lzma.open": 1, "os.fdopen": 1, "pathlib.Path.open": 0, "py7zr.SevenZipFile": 1, "tarfile.TarFile": 1,
        "tarfile.TarFile.open": 1,
        "tarfile.open": 1, "wave.open": 1, "zipfile.ZipFile": 1,
    ]

    /// They never write.
    private static let readers: Set<String> = ["io.open_code", "urllib.request.urlopen"]

    private static let withoutMode = Set(
        words: """
            bz2.BZ2File dbm.open gzip.GzipFile lzma.LZMAFile os.popen shelve.open tempfile.NamedTemporaryFile tempfile.SpooledTemporaryFile
            tempfile.TemporaryFile tokenize.open
            """)
}
