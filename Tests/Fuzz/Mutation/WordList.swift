import Foundation

/// The words of a libFuzzer dictionary: lines of `"word"`, with `\n`, `\\`, `\"` and `\xAB` escaped.
enum WordList {
    static func words(at path: String) -> [[UInt8]] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        return data.split(separator: 0x0A).compactMap { line in
            guard line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\"") else { return nil }
            return unescaped(line.dropFirst().dropLast())
        }
    }

    private static func unescaped(_ text: Data) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
                result.append(byte)
                continue
            }
            if next == UInt8(ascii: "x"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                result.append(value)
                rest = rest.dropFirst(2)
            } else {
                result.append(next)
            }
        }
        return result
    }
}
