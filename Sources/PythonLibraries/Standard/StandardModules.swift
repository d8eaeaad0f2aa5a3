/// The modules of the standard library that most programs import.
public enum StandardModules {
    /// True for the top-level name of such a module: `os` of `os.path`.
    public static func contains(root name: String) -> Bool { roots.contains(name) }

    private static let roots = Set(
        words: """
            abc argparse array ast asyncio atexit base64 binascii bisect calendar cmath collections concurrent
            configparser contextlib contextvars copy csv ctypes dataclasses datetime decimal difflib email enum errno
            fnmatch fractions functools gc getpass glob gzip hashlib heapq hmac html http importlib inspect io ipaddress
            itertools json locale logging math mimetypes multiprocessing numbers operator os pathlib pickle platform
            pprint queue random re secrets select shlex shutil signal smtplib socket sqlite3 ssl statistics string
            struct subprocess sys tempfile textwrap threading time traceback types typing unicodedata unittest urllib
            uuid warnings weakref xml zipfile zlib zoneinfo
            """)
}
