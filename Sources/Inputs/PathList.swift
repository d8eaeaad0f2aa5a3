import FileSystem

/// Reads the paths of `--files-from`.
public enum PathList {
    /// A list of this many bytes is larger than any tree.
    private static let limit = 1 << 30

    /// One path per line, or each terminated by a NUL, as `git ls-files -z` and `find -print0` write them. `-` is
    /// standard input. Throws if the list cannot be read.
    public static func paths(in file: Path, separatedByNUL: Bool) throws(InputError) -> [Path] {
        let bytes: [UInt8]
        do {
            bytes =
                file == "-" ? try FileContents.stream(0, limit: limit) : try FileContents.stream(at: file, limit: limit)
        } catch {
            throw InputError("cannot read the list '\(file)': \(error.message)")
        }
        if separatedByNUL { return bytes.split(separator: 0).map { Path($0) } }
        if bytes.contains(0) {
            throw InputError("the list '\(file)' contains a NUL byte", hint: "pass -z for a list separated by NUL")
        }
        return bytes.split(separator: 0x0A).map { Path($0.last == 0x0D ? $0.dropLast() : $0) }.filter { !$0.isEmpty }
    }
}
