import PythonSyntax

/// A client that sends requests.
public struct ClientType: Facet {
    /// The full name of what created it: `httpx.AsyncClient`.
    public let maker: String

    /// True if its calls are awaited.
    public var isAsync: Bool { maker == "httpx.AsyncClient" || maker == "aiohttp.ClientSession" }
}

struct HTTPTypes: LibraryTypes {
    func type(ofCalling name: String, _ call: CallExpression, _ types: TypeInference) -> InferredType? {
        type(ofAnnotation: name)
    }

    func type(ofAnnotation name: String) -> InferredType? {
        HTTPClients.makers.contains(name) ? .known(ClientType(maker: name)) : nil
    }
}

extension InferredType {
    public var client: ClientType? { facet(ClientType.self) }
}
