/// Functions of the standard library that only compute, that report something, or that do not return.
extension Library {
    static let standard = Library([
        .pure: """
        math.* statistics.* textwrap.* string.* html.* difflib.* fractions.* keyword.* unicodedata.*
        base64.* binascii.* struct.calcsize struct.pack struct.unpack
        collections.Counter collections.OrderedDict collections.defaultdict collections.deque collections.namedtuple
        copy.copy copy.deepcopy
        datetime.date datetime.datetime datetime.datetime.combine datetime.datetime.fromisoformat
        datetime.datetime.fromtimestamp datetime.datetime.strptime datetime.date.fromisoformat datetime.time
        datetime.timedelta datetime.timezone decimal.Decimal
        functools.partial hashlib.*
        hashlib.md5().digest hashlib.md5().hexdigest hashlib.sha1().digest hashlib.sha1().hexdigest
        hashlib.sha256().digest hashlib.sha256().hexdigest hashlib.sha512().digest hashlib.sha512().hexdigest
        ipaddress.* json.dumps json.loads
        os.fspath os.path.abspath os.path.basename os.path.commonpath os.path.dirname os.path.join
        os.path.normpath os.path.split os.path.splitext
        pathlib.Path pathlib.PurePath pathlib.Path().joinpath pathlib.Path().relative_to pathlib.Path().with_name
        pathlib.Path().with_suffix
        re.compile re.escape re.findall re.fullmatch re.match re.search re.split re.sub
        types.SimpleNamespace
        urllib.parse.* uuid.NAMESPACE_DNS uuid.UUID uuid.uuid3 uuid.uuid5
        zoneinfo.ZoneInfo
        """,
        .varies: """
        datetime.date.today datetime.datetime.now datetime.datetime.today datetime.datetime.utcnow
        random.* secrets.* time.monotonic time.perf_counter time.time time.time_ns uuid.uuid1 uuid.uuid4 uuid.uuid6
        uuid.uuid7 os.urandom os.getpid
        """,
        // The environment may change, but does not in a program that serves requests.
        .settles: "os.getenv os.environ.get os.environb.get",
        .reads: """
        os.getcwd os.listdir os.scandir os.stat os.path.exists os.path.getmtime os.path.getsize os.path.isdir
        os.path.isfile os.path.realpath pathlib.Path().exists pathlib.Path().is_dir pathlib.Path().is_file
        pathlib.Path().read_bytes pathlib.Path().read_text pathlib.Path().resolve pathlib.Path().stat
        """,
        .writes: """
        os.chmod os.link os.makedirs os.mkdir os.remove os.removedirs os.rename os.replace os.rmdir os.symlink
        os.unlink pathlib.Path().mkdir pathlib.Path().rename pathlib.Path().replace pathlib.Path().rmdir
        pathlib.Path().touch pathlib.Path().unlink pathlib.Path().write_bytes pathlib.Path().write_text
        random.seed random.shuffle shutil.*
        """,
        .neverReturns: "_thread.exit sys.exit typing.assert_never typing_extensions.assert_never",
        .endsProcess: """
        os._exit os.abort os.execl os.execle os.execlp os.execlpe os.execv os.execve os.execvp os.execvpe
        """,
        .manages: """
        contextlib.aclosing contextlib.closing
        *.aclosing *.callback *.closing *.enterAsyncContext *.enterClassContext *.enterContext *.enterModuleContext
        *.enter_async_context *.enter_context *.push
        """,
        // By the last word alone: it only prevents closing a file later.
        .usesPath: """
        *.Popen *.call *.check_call *.check_output *.copy *.copy2 *.copyfile *.getvalue *.link *.move *.open
        *.remove *.rename *.replace *.rmtree *.run *.send_file *.symlink *.system *.unlink *.upload_file
        """,
    ])
}
