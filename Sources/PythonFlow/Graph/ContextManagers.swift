import PythonSemantics
import PythonSyntax

/// Determines which context managers may suppress an exception of the `with` body, so that the next statement runs
/// although the body did not complete.
///
/// `__exit__` suppresses by returning a true value (Python reference, "With Statement Context Managers"). Unknown
/// managers may do so; those listed are documented not to.
public struct ContextManagers {
    private let model: SemanticModel
    private let isKnownToRaise: (Syntax) -> Bool

    /// `isKnownToRaise` is true for an expression, such as a session, that suppresses nothing, and whose transactions
    /// do not either.
    public init(_ model: SemanticModel, isKnownToRaise: @escaping (Syntax) -> Bool = { _ in false }) {
        self.model = model
        self.isKnownToRaise = isKnownToRaise
    }

    /// The names of managers that never suppress, from the documentation of the standard library and the libraries.
    private static let raising: Set<String> = [
        "builtins.open", "builtins.memoryview", "io.open", "codecs.open", "gzip.open", "bz2.open", "lzma.open",
        "tarfile.open", "zipfile.ZipFile", "py7zr.SevenZipFile", "os.scandir", "os.fdopen", "mmap.mmap",
        "fileinput.input", "dbm.open",
        "shelve.open", "wave.open", "tempfile.TemporaryFile", "tempfile.NamedTemporaryFile",
        "tempfile.SpooledTemporaryFile", "tempfile.TemporaryDirectory", "io.StringIO", "io.BytesIO",
        "threading.Lock", "threading.RLock", "threading.Condition", "threading.Semaphore",
        "threading.BoundedSemaphore", "multiprocessing.Lock", "multiprocessing.RLock", "multiprocessing.Pool",
        "asyncio.Lock", "asyncio.Condition", "asyncio.Semaphore", "asyncio.BoundedSemaphore", "asyncio.timeout",
        "asyncio.timeout_at", "asyncio.TaskGroup", "asyncio.Runner", "concurrent.futures.ThreadPoolExecutor",
        "concurrent.futures.ProcessPoolExecutor", "contextlib.closing", "contextlib.aclosing",
        "contextlib.nullcontext", "contextlib.redirect_stdout", "contextlib.redirect_stderr", "contextlib.chdir",
        "decimal.localcontext", "warnings.catch_warnings", "socket.socket", "socket.create_connection",
        "subprocess.Popen", "urllib.request.urlopen", "sqlite3.connect", "smtplib.SMTP", "smtplib.SMTP_SSL",
        "ftplib.FTP", "ftplib.FTP_TLS", "unittest.mock.patch", "unittest.mock.patch.object",
        "unittest.mock.patch.dict", "requests.Session", "requests.get", "requests.post", "httpx.Client",
        "httpx.AsyncClient", "httpx.stream", "aiohttp.ClientSession", "aiofiles.open", "anyio.open_file",
        "sqlalchemy.orm.Session", "sqlalchemy.ext.asyncio.AsyncSession", "sqlmodel.Session",
    ]

    /// Methods of such a manager, or of a session, that return another one.
    private static let transactions: Set<String> = ["begin", "begin_nested", "connect", "no_autoflush"]

    /// True unless the expression of a `with` item is shown to suppress nothing.
    public func maySwallow(_ context: Syntax) -> Bool {
        let node = context.withoutParentheses.withoutAwait
        if let name = model.constructor(of: node), Self.raising.contains(name) { return false }
        if isKnownToRaise(node) { return false }
        let function = node.kind == .call ? node.child(.function) : node
        if let function, function.kind == .attribute, Self.transactions.contains(function.lastName ?? ""),
            let object = function.child(.object)
        {
            return !isKnownToRaise(object)
        }
        return true
    }
}
