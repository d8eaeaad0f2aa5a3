/// The process's arguments, byte for byte.
///
/// `CommandLine.arguments` replaces bytes that are not UTF-8, so that a file with such a name could not be named.
/// Here each such byte becomes a scalar of a private plane, and `path` turns it back.
public enum RawArguments {
    /// 0x10FF00 and up represent the bytes 0x00 to 0xFF.
    private static let plane: UInt32 = 0x10FF00

    /// Without the program's name.
    public static func all() -> [String] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { index in
            CommandLine.unsafeArgv[index].map { text(Path(cString: $0).bytes) }
        }
    }

    /// The bytes as text, if they are UTF-8 without a scalar of the plane; otherwise, with such bytes encoded.
    static func text(_ bytes: [UInt8]) -> String {
        if let plain = String(validating: bytes, as: UTF8.self), !plain.unicodeScalars.contains(where: isEscape) {
            return plain
        }
        var scalars = String.UnicodeScalarView()
        for byte in bytes {
            guard let scalar = Unicode.Scalar(byte < 0x80 ? UInt32(byte) : plane + UInt32(byte)) else { continue }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// The path that an argument names.
    public static func path(_ argument: String) -> Path {
        Path(
            argument.unicodeScalars.flatMap { scalar -> [UInt8] in
                isEscape(scalar) ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(UTF8.encode(scalar) ?? .init())
            })
    }

    private static func isEscape(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= plane }
}
