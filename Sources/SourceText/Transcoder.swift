import Foundation

/// Decodes files in encodings other than UTF-8 through the C library's `iconv`.
enum Transcoder {
    /// Names that Python and `iconv` spell differently.
    private static let aliases = [
        "latin": "ISO-8859-1", "latin-1": "ISO-8859-1", "latin1": "ISO-8859-1", "l1": "ISO-8859-1",
        "iso-latin-1": "ISO-8859-1", "iso8859": "ISO-8859-1", "iso8859-1": "ISO-8859-1",
        "latin-1-unix": "ISO-8859-1", "iso-8859-15": "ISO-8859-15", "us-ascii": "ASCII", "646": "ASCII",
        "cp-1252": "CP1252", "windows-1252": "CP1252", "mbcs": "CP1252", "sjis": "SHIFT_JIS", "shift-jis": "SHIFT_JIS",
        "euc-jp": "EUC-JP", "eucjp": "EUC-JP", "gb2312": "GB2312", "utf-7": "UTF-7",
    ]

    static func isKnown(_ name: String) -> Bool {
        guard let converter = open(name) else { return false }
        iconv_close(converter)
        return true
    }

    static func utf8(from bytes: [UInt8], encodedIn name: String) throws(SourceError) -> [UInt8] {
        guard let converter = open(name) else { throw SourceError(.unknownEncoding(name), offset: 0) }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        // In every encoding in use, one byte becomes at most four bytes of UTF-8.
        var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
        var inputLeft = input.count
        var outputLeft = output.count
        let failed = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var into = target.baseAddress
                return iconv(converter, &from, &inputLeft, &into, &outputLeft) == -1
            }
        }
        guard !failed else { throw SourceError(.undecodable(name), offset: bytes.count - inputLeft) }
        return output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
    }

    private static func open(_ name: String) -> iconv_t? {
        let converter = iconv_open("UTF-8", aliases[name] ?? name.uppercased())
        // iconv_open reports failure as the pointer -1.
        return converter == iconv_t(bitPattern: -1) ? nil : converter
    }
}
