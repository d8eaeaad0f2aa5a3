/// What calls do with a file that they are given.
extension Library {
    static let files = Library(
        [
            .consumes: """
            ast.dump builtins.all builtins.anext builtins.any builtins.bool builtins.dict builtins.frozenset
            builtins.hasattr builtins.hash builtins.id builtins.isinstance builtins.len builtins.list builtins.max
            builtins.min builtins.next builtins.print builtins.repr builtins.set builtins.sorted builtins.str
            builtins.sum builtins.tuple builtins.type
            builtins.open().writelines builtins.str().join io.StringIO().writelines
            cPickle.dump cPickle.load cloudpickle.dump cloudpickle.load collections.Counter collections.deque
            configparser.ConfigParser().read_file configparser.ConfigParser().readfp
            configparser.RawConfigParser().read_file configparser.RawConfigParser().readfp
            configparser.SafeConfigParser().read_file configparser.SafeConfigParser().readfp
            dill.dump dill.load
            email.message_from_binary_file email.message_from_file email.parser.BytesParser().parse
            email.parser.Parser().parse
            ftplib.FTP().storbinary ftplib.FTP().storlines ftplib.FTP_TLS().storbinary ftplib.FTP_TLS().storlines
            hashlib.file_digest imghdr.what json.dump json.load marshal.dump marshal.load mmap.mmap
            os.dup os.dup2 os.fchmod os.fstat os.fsync os.ftruncate os.isatty os.sendfile
            pickle.dump pickle.load plistlib.dump plistlib.load pprint.pprint shutil.copyfileobj struct.unpack
            subprocess.call subprocess.check_call subprocess.check_output subprocess.run
            tarfile.TarFile().addfile tarfile.open().addfile tomllib.load
            traceback.print_exc traceback.print_exception traceback.print_stack
            xml.dom.minidom.parse xml.etree.ElementTree.ElementTree().parse xml.etree.ElementTree.ElementTree().write
            xml.etree.ElementTree.parse xml.sax.make_parser().parse
            """,
            .wraps: """
            builtins.enumerate builtins.filter builtins.iter builtins.map builtins.reversed builtins.zip
            bz2.BZ2File bz2.open codecs.iterdecode csv.DictReader csv.DictWriter csv.reader csv.writer
            fileinput.FileInput gzip.GzipFile gzip.open ijson.items ijson.kvitems ijson.parse
            io.BufferedReader io.BufferedWriter io.TextIOWrapper itertools.* lzma.LZMAFile lzma.open
            pickle.Pickler pickle.Unpickler tarfile.open tokenize.generate_tokens tokenize.tokenize wave.open
            zipfile.ZipFile
            """,
            .buffers: """
            bz2.BZ2File bz2.open codecs.EncodedFile codecs.StreamReaderWriter gzip.GzipFile gzip.open
            io.BufferedRWPair io.BufferedRandom io.BufferedWriter io.TextIOWrapper lzma.LZMAFile lzma.open tarfile.open
            wave.open zipfile.ZipFile
            """,
            .unpacks: """
            builtins.enumerate builtins.filter builtins.reversed builtins.zip csv.DictReader csv.reader
            itertools.chain itertools.islice
            """,
            .keeps: """
            atexit.register logging.basicConfig subprocess.Popen
            *.FileHandler *.FileResponse *.FileWrapper *.HttpResponse *.Popen *.Process *.StreamHandler
            *.StreamingResponse *.Thread *.Timer *.addHandler *.add_task *.apply_async *.basicConfig *.closing
            *.create_subprocess_exec *.create_subprocess_shell *.create_task *.delay *.ensure_future *.partial
            *.redirect_stderr *.redirect_stdout *.register *.run_in_executor *.send_file *.start_soon *.submit
            *.to_thread
            """,
            .stores: "*.add *.append *.appendleft *.extend *.insert *.push *.put *.put_nowait *.setdefault",
            .locks: "*.acquire *.flock *.lock *.lock_file *.lockf *.locking",
        ], types: FileTypes())
}

/// What a call does with a resource, such as a file, among its arguments.
public enum ArgumentUse: Sendable, Hashable {
    /// No longer uses it when the call returns.
    case consumes
    /// Returns something that reads from it or writes to it later.
    case wraps
    /// Keeps it, or passes it to another thread or process.
    case keeps
    /// Puts it into a container.
    case stores
    /// Takes a lock that lasts until it is closed.
    case locks
    case unknown

    /// By a function's full name.
    public init(ofFunction name: String) {
        let known = ArgumentUse(Libraries.roles(of: name))
        self = known == .unknown ? ArgumentUse(ofAnything: name.split(separator: ".").last ?? "", stores: false) : known
    }

    /// By a method's name, for receivers of any type. Used only to prevent a fix.
    public init(ofMethod name: String) { self.init(ofAnything: name[...], stores: true) }

    /// By what created the receiver. A name alone proves nothing: `SeqIO.parse` continues to read, `tree.parse` does
    /// not.
    public init(ofMethod name: String, of maker: String, keyword: String?) {
        let roles = Libraries.roles(of: "\(maker)().\(name)")
        let isSent = roles.contains(.sends) && keyword.map(HTTPClients.fileKeywords.contains) ?? false
        self = isSent || roles.contains(.consumes) ? .consumes : .unknown
    }

    private init(ofAnything name: Substring, stores: Bool) {
        let roles = Libraries.roles(ofAnything: String(name))
        self = ArgumentUse(stores ? roles : roles.subtracting(.stores))
    }

    private init(_ roles: Roles) {
        self =
            roles.contains(.consumes)
            ? .consumes
            : roles.contains(.wraps)
                ? .wraps
                : roles.contains(.stores)
                    ? .stores : roles.contains(.locks) ? .locks : roles.contains(.keeps) ? .keeps : .unknown
    }
}

extension ArgumentUse {
    /// True if the function's name begins with a word for work that is finished on return: `write_rows`, `to_csv`.
    public static func soundsImmediate(_ name: String) -> Bool {
        let bare = name.drop { $0 == "_" }
        let first = bare.prefix { $0.isLowercase || $0.isNumber }
        return immediateVerbs.contains(first.isEmpty ? bare.lowercased() : String(first))
    }

    private static let immediateVerbs = Set(
        words: """
            compress consume convert copy decode decompress display download draw dump emit encode export extract fill
            format generate import load output pack parse print process read render save send serialize show to unpack
            upload write
            """)
}
