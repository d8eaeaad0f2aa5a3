/// The modules of the standard library in Python 3.8 to 3.15.
public enum StandardModules {
    /// True for the top-level name of such a module: `os` for `os.path`.
    public static func contains(root name: String) -> Bool { roots.contains(name) }

    private static let roots = words(
        """
        __future__ _thread abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop
        base64 bdb binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop
        collections colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg crypt csv
        ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno
        faulthandler fcntl filecmp fileinput fnmatch formatter fractions ftplib functools gc genericpath getopt getpass
        gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io
        ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap
        modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse
        os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint
        profile profiling pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib
        resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr
        socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct
        subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap
        this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types
        typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib
        xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
        """)

    /// The builtins that `from module import *` hides, from `__all__` or the public names of each module in CPython
    /// 3.11. Nil for a module that is not listed here.
    static func builtins(hiddenByStarImportOf module: String) -> Set<String>? {
        if let hidden = hidden[module] { return hidden }
        if others.contains(module) { return [] }
        return contains(root: String(module.prefix { $0 != "." })) ? [] : nil
    }

    private static let hidden: [String: Set<String>] = [
        "aifc": ["open"], "ast": ["Ellipsis", "slice"], "asyncio": ["TimeoutError"],
        "asyncio.exceptions": ["TimeoutError"], "audioop": ["max"], "builtins": Builtins.names, "bz2": ["open"],
        "codecs": ["open"], "compression.bz2": ["open"], "compression.gzip": ["open"], "compression.lzma": ["open"],
        "compression.zstd": ["open"], "concurrent.futures": ["TimeoutError"], "curses": ["ascii", "filter"],
        "curses.ascii": ["ascii"], "dbm": ["open"], "dbm.dumb": ["open"], "dbm.gnu": ["open"], "dbm.ndbm": ["open"],
        "dbm.sqlite3": ["open"], "encodings": ["ascii"], "enum": ["property"], "fileinput": ["input"],
        "fnmatch": ["filter"], "gzip": ["open"], "io": ["BlockingIOError", "open"], "locale": ["format", "str"],
        "lzma": ["open"], "math": ["pow"], "multiprocessing": ["TimeoutError"],
        "multiprocessing.context": ["TimeoutError"], "operator": ["abs", "pow"], "os": ["open"],
        "ossaudiodev": ["open"], "pdb": ["help"], "posix": ["open"], "nt": ["open"], "py_compile": ["compile"],
        "pydoc": ["help"], "re": ["compile"], "reprlib": ["repr"], "shelve": ["open"], "sqlite3": ["Warning"],
        "sqlite3.dbapi2": ["Warning"], "sre_compile": ["compile"], "sunau": ["open"], "sys": ["copyright", "exit"],
        "tarfile": ["open"], "threading": ["enumerate"], "tokenize": ["open"], "wave": ["open"], "webbrowser": ["open"],
    ]

    /// Modules of other libraries that hide none, in their versions of 2021 to 2026.
    private static let others = words(
        """
        django.db.models django.forms django.test django.urls fastapi fastapi.responses pydantic sqlalchemy sqlalchemy.orm
        sqlalchemy.types sqlmodel typing_extensions
        """)

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
