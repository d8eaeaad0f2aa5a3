/// Who may ask for what. Other pages in the same browser can send requests to this port, and other programs can connect to it; only the
/// page that has the token gets an answer that shows or changes anything.
struct Access: Sendable {
    let token: AccessToken
    /// `127.0.0.1:49152`.
    let host: String

    private var origin: String { "http://" + host }

    /// The answer to a request that is not allowed; nil if it is.
    func refusal(of request: Request, isPublic: Bool) -> Response? {
        // The name under which the browser knows the page: with another one, a site has bent its own to this address.
        guard request.value("host") == host else { return .failure(421, "this server is \(origin)") }
        let origins = request.values("origin")
        guard origins.allSatisfy({ $0 == origin }) else { return .failure(403, "not for other sites") }
        if let site = request.value("sec-fetch-site"), !isAllowed(site, request, isPublic) {
            return .failure(403, "not for other sites")
        }
        guard request.method == "GET" || request.method == "POST" else {
            return .failure(405, "only GET and POST are understood")
        }
        if isPublic { return request.method == "GET" ? nil : .failure(405, "only GET is understood here") }
        guard let sent = request.value(AccessToken.header), token.matches(sent) else {
            return .failure(401, "open the address that 'redline review --web' has printed")
        }
        guard request.method == "POST" else { return nil }
        guard origins.count == 1 else { return .failure(403, "not for other sites") }
        return isJSON(request) ? nil : .failure(415, "POST takes application/json only")
    }

    /// Pages of others may lead here, where there is nothing to see without a token, but not load anything.
    private func isAllowed(_ site: String, _ request: Request, _ isPublic: Bool) -> Bool {
        if site == "same-origin" { return true }
        let isPage = request.path == "/" && request.value("sec-fetch-dest").map { $0 == "document" } ?? true
        return isPublic && (site == "none" || isPage)
    }

    private func isJSON(_ request: Request) -> Bool {
        let type = request.value("content-type")?.lowercased().split(separator: ";").first
        return type.map { $0.filter { $0 != " " } } == "application/json"
    }
}
