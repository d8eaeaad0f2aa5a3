import PythonLibraries

/// What is known of calls that take a file: whether they are done with it when they return.
enum KnownCalls {
    enum Behaviour {
        /// Done with the handle when it returns.
        case consumes
        /// The result reads from or writes to the handle later.
        case wraps
        /// Keeps the handle, or hands it to another thread or process.
        case keeps
        /// Puts the handle into a container.
        case stores
        /// A lock that lasts until the file is closed.
        case locks
        case unknown
    }

    /// By full name.
    static func behaviour(ofFunction name: String) -> Behaviour {
        if consumers.contains(name) { return .consumes }
        if wrappers.contains(name) { return .wraps }
        if keepers.contains(name) { return .keeps }
        let last = name.split(separator: ".").last.map(String.init) ?? name
        if name.hasPrefix("itertools.") { return .wraps }
        if lockNames.contains(last) { return .locks }
        if keeperNames.contains(last) { return .keeps }
        return .unknown
    }

    /// By method name, for receivers of any type: only what stands against a fix.
    static func behaviour(ofMethod name: String) -> Behaviour {
        if ["append", "appendleft", "add", "insert", "extend", "put", "put_nowait", "push", "setdefault"].contains(name)
        {
            return .stores
        }
        if lockNames.contains(name) { return .locks }
        if keeperNames.contains(name) { return .keeps }
        return .unknown
    }

    /// By what made the receiver: a name alone tells nothing, since `SeqIO.parse` goes on reading and `tree.parse` does not.
    static func isDone(method name: String, of constructor: String, keyword: String?) -> Bool {
        if methods[constructor]?.contains(name) == true { return true }
        guard let keyword, senderKeywords.contains(keyword) else { return false }
        return senders.contains(name) && clients.contains(constructor)
    }

    /// By constructor: methods that are done with a file when they return.
    private static let methods: [String: Set<String>] = [
        "builtins.str": ["join"], "builtins.open": ["writelines"], "io.StringIO": ["writelines"],
        "configparser.ConfigParser": ["read_file", "readfp"], "configparser.RawConfigParser": ["read_file", "readfp"],
        "configparser.SafeConfigParser": ["read_file", "readfp"],
        "ftplib.FTP": ["storbinary", "storlines"], "ftplib.FTP_TLS": ["storbinary", "storlines"],
        "boto3.client": ["upload_fileobj", "put_object", "download_fileobj"],
        "tarfile.open": ["addfile"], "tarfile.TarFile": ["addfile"],
        "xml.sax.make_parser": ["parse"], "xml.etree.ElementTree.ElementTree": ["parse", "write"],
        "email.parser.Parser": ["parse"], "email.parser.BytesParser": ["parse"],
    ]

    /// Clients that send what they are given before a call returns, or is awaited.
    private static let clients: Set<String> = [
        "requests.Session", "requests.session", "requests.sessions.Session", "httpx.Client", "httpx.AsyncClient",
        "fastapi.testclient.TestClient", "starlette.testclient.TestClient", "aiohttp.ClientSession",
        "django.test.Client", "django.test.client.Client", "rest_framework.test.APIClient",
    ]

    /// True where a function's name begins with a word for something that is done when it returns.
    static func soundsImmediate(_ name: String) -> Bool {
        let bare = name.drop { $0 == "_" }
        let first = bare.prefix { $0.isLowercase || $0.isNumber }
        return immediateVerbs.contains(first.isEmpty ? bare.lowercased() : String(first))
    }

    private static let immediateVerbs: Set<String> = [
        "output", "write", "save", "dump", "export", "render", "print", "copy", "send", "convert", "encode", "decode",
        "generate", "serialize", "read", "load", "parse", "extract", "download", "upload", "import", "fill", "draw",
        "pack",
        "unpack", "compress", "decompress", "to", "format", "show", "display", "process", "consume", "emit",
    ]

    /// Context managers that close what they are given: such code is right already.
    static let managers: Set<String> = [
        "closing", "aclosing", "enter_context", "enter_async_context", "push", "callback", "enterContext",
        "enterClassContext", "enterModuleContext", "enterAsyncContext",
    ]

    private static let consumers: Set<String> = [
        "json.load", "json.dump", "simplejson.load", "simplejson.dump", "ujson.load", "ujson.dump",
        "pickle.load", "pickle.dump", "cPickle.load", "cPickle.dump", "dill.load", "dill.dump", "cloudpickle.dump",
        "cloudpickle.load", "marshal.load", "marshal.dump", "plistlib.load", "plistlib.dump",
        "yaml.load", "yaml.safe_load", "yaml.full_load", "yaml.unsafe_load", "yaml.dump", "yaml.safe_dump",
        "toml.load", "toml.dump", "tomllib.load", "tomli.load", "tomli_w.dump", "tomlkit.load", "tomlkit.dump",
        "shutil.copyfileobj", "hashlib.file_digest", "ast.dump",
        "builtins.print", "builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.dict",
        "builtins.sorted", "builtins.sum", "builtins.any", "builtins.all", "builtins.max", "builtins.min",
        "builtins.len", "builtins.next", "builtins.isinstance", "builtins.hasattr", "builtins.repr", "builtins.str",
        "builtins.bool", "builtins.type", "builtins.id", "builtins.hash", "builtins.anext",
        "collections.Counter", "collections.deque",
        "requests.post", "requests.put", "requests.patch", "requests.request", "httpx.post", "httpx.put", "httpx.patch",
        "httpx.request", "subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output",
        "xml.etree.ElementTree.parse", "lxml.etree.parse", "xml.dom.minidom.parse",
        "mmap.mmap", "os.fsync", "os.fstat", "os.dup", "os.dup2", "os.ftruncate", "os.isatty", "os.fchmod",
        "os.sendfile",
        "struct.unpack", "traceback.print_exc", "traceback.print_stack", "traceback.print_exception",
        "pprint.pprint", "numpy.loadtxt", "numpy.save", "numpy.savetxt", "numpy.fromfile",
        "pandas.read_json", "imghdr.what", "email.message_from_file", "email.message_from_binary_file",
    ]

    private static let wrappers: Set<String> = [
        "csv.reader", "csv.writer", "csv.DictReader", "csv.DictWriter", "builtins.enumerate", "builtins.zip",
        "builtins.map", "builtins.filter", "builtins.iter", "builtins.reversed", "io.TextIOWrapper",
        "io.BufferedReader",
        "io.BufferedWriter", "fileinput.FileInput", "codecs.iterdecode", "tokenize.tokenize",
        "tokenize.generate_tokens",
        "zipfile.ZipFile", "tarfile.open", "gzip.GzipFile", "gzip.open", "bz2.BZ2File", "bz2.open", "lzma.LZMAFile",
        "lzma.open", "wave.open", "pickle.Pickler", "pickle.Unpickler", "ijson.items", "ijson.kvitems", "ijson.parse",
    ]

    private static let keepers: Set<String> = ["subprocess.Popen", "logging.basicConfig", "atexit.register"]

    private static let keeperNames: Set<String> = [
        "Popen", "create_subprocess_exec", "create_subprocess_shell", "StreamingResponse", "FileResponse",
        "StreamHandler",
        "FileHandler", "HttpResponse", "FileWrapper", "Thread", "Process", "Timer", "submit", "apply_async",
        "start_soon",
        "create_task", "ensure_future", "run_in_executor", "to_thread", "delay", "add_task", "register", "send_file",
        "partial",
        "addHandler", "basicConfig", "redirect_stdout", "redirect_stderr", "closing",
    ]

    private static let lockNames: Set<String> = ["flock", "lockf", "locking", "lock", "acquire", "lock_file"]

    private static let senders: Set<String> = ["post", "put", "patch", "request"]
    private static let senderKeywords: Set<String> = ["files", "data", "content", "file"]

    /// Writers around a file that keep what was written until they are flushed.
    static let buffers: Set<String> = [
        "io.TextIOWrapper", "io.BufferedWriter", "io.BufferedRandom", "io.BufferedRWPair", "gzip.GzipFile", "gzip.open",
        "bz2.BZ2File", "bz2.open", "lzma.LZMAFile", "lzma.open", "zipfile.ZipFile", "tarfile.open", "wave.open",
        "codecs.EncodedFile", "codecs.StreamReaderWriter",
    ]

    /// What gives the lines of a file, or makes each of something that no longer reads: unpacking it reads the file.
    static let unpacked: Set<String> = [
        "builtins.enumerate", "builtins.zip", "builtins.filter", "builtins.reversed", "csv.reader", "csv.DictReader",
        "itertools.chain", "itertools.islice",
    ]
}
