/// Text whose first bytes may name its encoding: PowerShell's `pip freeze > requirements.txt` writes UTF-16.
public enum MarkedText {
    public static func decoded(_ bytes: some Collection<UInt8>) -> String {
        let all = Array(bytes)
        if all.starts(with: [0xFF, 0xFE]) { return utf16(all, low: 0, high: 1) }
        if all.starts(with: [0xFE, 0xFF]) { return utf16(all, low: 1, high: 0) }
        return String(decoding: all.starts(with: [0xEF, 0xBB, 0xBF]) ? all.dropFirst(3) : all[...], as: UTF8.self)
    }

    private static func utf16(_ bytes: [UInt8], low: Int, high: Int) -> String {
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { start in
            UInt16(bytes[start + low]) | UInt16(bytes[start + high]) << 8
        }
        return String(decoding: units, as: UTF16.self)
    }
}
