/// What attributes and methods of a file leave behind.
public enum FileMethods {
    /// Attributes that are data, of files and of what reads from them.
    public static let data = Set(
        words: """
            closed comment delete encoding errors fieldnames filelist filename line_buffering line_num mode name newlines
            pos
            """)

    /// Methods whose result goes on reading from the file.
    public static let dependent = Set(words: "__aiter__ __iter__ extractfile fileno open xreadlines")

    /// Methods whose result is the file.
    public static let same = Set(words: "__aenter__ __enter__ detach")
}
