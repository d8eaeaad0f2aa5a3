import FoundationEssentials

/// What the server answers.
public struct Response: Sendable {
    public let status: Int
    public let type: String
    public let body: [UInt8]

    init(_ status: Int, type: String, _ body: [UInt8]) {
        self.status = status
        self.type = type
        self.body = body
    }

    /// Sent with every answer. Each directive that the page needs is named; everything else is forbidden.
    public static let headers: [(name: String, value: String)] = [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), clipboard-read=()"),
    ]

    private static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
        "font-src 'none'", "object-src 'none'", "media-src 'none'", "frame-src 'none'", "child-src 'none'",
        "worker-src 'none'", "manifest-src 'none'", "frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'",
        "require-trusted-types-for 'script'", "trusted-types redline",
    ].joined(separator: "; ")

    static func file(_ type: String, _ bytes: [UInt8]) -> Response { Response(200, type: type, bytes) }

    static func json(_ value: some Encodable, status: Int = 200) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return .failure(500, "the answer cannot be encoded") }
        return Response(status, type: "application/json", Array(data))
    }

    /// A line for a person, with what to try.
    static func failure(_ status: Int, _ message: String) -> Response {
        struct Failure: Encodable { let message: String }
        let data = (try? JSONEncoder().encode(Failure(message: message))) ?? Data()
        return Response(status, type: "application/json", Array(data))
    }

    /// For requests that the server could not read to their end.
    public static let tooLarge = failure(413, "the request is too large")
}
