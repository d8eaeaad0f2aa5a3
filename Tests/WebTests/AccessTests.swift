import Testing

@testable import Web

/// Who gets an answer. A page of another site can send any request; it cannot read the token, nor set these headers.
@Suite struct AccessTests {
    private let token = AccessToken.random()

    private func refusal(
        _ method: String, _ path: String, isPublic: Bool = false, without missing: [String] = [],
        _ changes: [(String, String)] = []
    ) -> Int? {
        var headers = [
            ("Host", "127.0.0.1:4000"), ("Origin", "http://127.0.0.1:4000"), ("Sec-Fetch-Site", "same-origin"),
            ("Content-Type", "application/json"), ("X-Redline-Token", token.text),
        ].filter { header in !missing.contains(header.0) && !changes.contains { $0.0 == header.0 } }
        headers += changes
        let request = Request(method: method, target: path, headers: headers.map { (name: $0.0, value: $0.1) })
        return Access(token: token, host: "127.0.0.1:4000").refusal(of: request, isPublic: isPublic)?.status
    }

    @Test func thePageItselfGetsAnswers() {
        #expect(refusal("GET", "/api/list") == nil)
        #expect(refusal("GET", "/api/list", without: ["Origin"]) == nil)
        #expect(refusal("POST", "/api/decide") == nil)
        #expect(refusal("POST", "/api/decide", [("Content-Type", "application/json; charset=utf-8")]) == nil)
        #expect(
            refusal("GET", "/", isPublic: true, without: ["X-Redline-Token", "Origin"], [("Sec-Fetch-Site", "none")])
                == nil)
    }

    @Test(arguments: [
        "localhost:4000", "127.0.0.1", "127.0.0.1:4001", "evil.example:4000", "evil.example",
        "127.0.0.1:4000.evil.example",
        "[::1]:4000", "",
    ]) func anotherNameForTheServerIsRefused(_ host: String) {
        for isPublic in [true, false] { #expect(refusal("GET", "/", isPublic: isPublic, [("Host", host)]) == 421) }
    }

    @Test func theHostMustBeThereOnce() {
        #expect(refusal("GET", "/api/list", without: ["Host"]) == 421)
        #expect(refusal("GET", "/api/list", [("Host", "127.0.0.1:4000"), ("Host", "127.0.0.1:4000")]) == 421)
    }

    @Test(arguments: [
        "null", "https://127.0.0.1:4000", "http://127.0.0.1:4001", "http://localhost:4000", "http://evil.example",
    ])
    func otherSitesAreRefused(_ origin: String) {
        #expect(refusal("GET", "/api/list", [("Origin", origin)]) == 403)
        #expect(refusal("POST", "/api/decide", [("Origin", origin)]) == 403)
        #expect(refusal("GET", "/script.js", isPublic: true, [("Origin", origin)]) == 403)
    }

    @Test func aPostSaysWhereItComesFrom() { #expect(refusal("POST", "/api/decide", without: ["Origin"]) == 403) }

    @Test(arguments: ["cross-site", "same-site", "none"]) func theBrowserSaysWhoAsks(_ site: String) {
        #expect(refusal("GET", "/api/list", [("Sec-Fetch-Site", site)]) == 403)
        #expect(refusal("POST", "/api/decide", [("Sec-Fetch-Site", site)]) == 403)
        // The address may be followed from elsewhere, but not framed, and nothing of it loaded.
        let frame = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "iframe")]
        #expect(refusal("GET", "/", isPublic: true, frame) == 403)
        #expect(
            refusal("GET", "/", isPublic: true, [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "document")])
                == nil)
        #expect(refusal("GET", "/script.js", isPublic: true, [("Sec-Fetch-Site", "cross-site")]) == 403)
    }

    @Test func theTokenMustBeTheWholeToken() {
        #expect(refusal("GET", "/api/list", without: ["X-Redline-Token"]) == 401)
        let others = [
            "", String(token.text.dropLast()), token.text + "0", AccessToken.random().text,
            token.text.uppercased() + "x",
        ]
        for other in others { #expect(refusal("GET", "/api/list", [("X-Redline-Token", other)]) == 401) }
        #expect(refusal("GET", "/api/list", [("X-Redline-Token", token.text), ("X-Redline-Token", token.text)]) == 401)
    }

    @Test(arguments: [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", "text/json", "",
    ])
    func postsAreJSON(_ type: String) {
        #expect(refusal("POST", "/api/decide", [("Content-Type", type)]) == 415)
        #expect(refusal("POST", "/api/decide", without: ["Content-Type"]) == 415)
    }

    @Test(arguments: ["PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "PATCH", "CONNECT", "get"])
    func otherMethodsAreRefused(_ method: String) {
        #expect(refusal(method, "/api/list") == 405)
        #expect(refusal(method, "/", isPublic: true) == 405)
    }

    @Test func staticFilesAreOnlyRead() { #expect(refusal("POST", "/", isPublic: true) == 405) }

    @Test func tokensHave256Bits() {
        #expect(token.text.count == 64 && token.text.allSatisfy(\.isHexDigit))
        #expect(Set((0..<100).map { _ in AccessToken.random().text }).count == 100)
    }

    @Test func everyAnswerNamesWhatThePageNeeds() {
        let headers = Dictionary(uniqueKeysWithValues: Response.headers.map { ($0.name, $0.value) })
        let policy = headers["Content-Security-Policy"] ?? ""
        for directive in [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'",
            "frame-ancestors 'none'",
            "form-action 'none'", "base-uri 'none'",
        ] { #expect(policy.split(separator: "; ").contains(Substring(directive))) }
        #expect(!policy.contains("unsafe"))
        #expect(headers["Referrer-Policy"] == "no-referrer" && headers["Cache-Control"] == "no-store")
        #expect(!headers.keys.contains { $0.hasPrefix("Access-Control") || $0 == "Set-Cookie" })
    }

    @Test func queriesAreDecoded() {
        let request = Request(method: "GET", target: "/api/list?words=a%20b+c%26d&x=%zz&limit=3", headers: [])
        #expect(request.path == "/api/list" && request.query == ["words": "a b c&d", "limit": "3"])
    }
}
