/// A request as the server has read it.
public struct Request: Sendable {
    public let method: String
    /// Without the query.
    public let path: String
    /// Decoded; of several values with one name the last counts.
    public let query: [String: String]
    private let headers: [(name: String, value: String)]
    public let body: [UInt8]

    /// - Parameter target: path and query, as in the first line of the request.
    public init(method: String, target: String, headers: [(name: String, value: String)], body: [UInt8] = []) {
        self.method = method
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map(String.init) ?? ""
        query = parts.count < 2 ? [:] : Self.fields(parts[1])
        self.headers = headers.map { ($0.name.lowercased(), $0.value) }
        self.body = body
    }

    /// All values of a header; names are in lower case.
    func values(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }

    /// The value of a header that is there once; nil if it is missing or repeated.
    func value(_ name: String) -> String? {
        let values = values(name)
        return values.count == 1 ? values[0] : nil
    }

    private static func fields(_ query: Substring) -> [String: String] {
        var fields: [String: String] = [:]
        for field in query.split(separator: "&") {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if let name = decoded(parts[0]), let value = decoded(parts.count > 1 ? parts[1] : "") {
                fields[name] = value
            }
        }
        return fields
    }

    /// Percent-encoding (RFC 3986); nil if it is wrong, or not UTF-8.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
