/// HTTP: `abort`, which raises an HTTPException, and clients that send their arguments before a call returns or is
/// awaited: requests, httpx, aiohttp and the test clients.
extension Library {
    static let http = Library(
        [
            .consumes: """
            boto3.client().download_fileobj boto3.client().put_object boto3.client().upload_fileobj
            httpx.patch httpx.post httpx.put httpx.request requests.patch requests.post requests.put requests.request
            """,
            .neverReturns: "flask.abort werkzeug.exceptions.abort",
            .sends: HTTPClients.makers.flatMap { maker in
                ["patch", "post", "put", "request"].map { "\(maker)().\($0)" }
            }.joined(separator: " "),
        ], types: HTTPTypes())
}

/// How HTTP clients are created and given files.
public enum HTTPClients {
    /// Full names of the functions and classes that create a client.
    static let makers = Set(
        words: """
            aiohttp.ClientSession django.test.Client django.test.client.Client fastapi.testclient.TestClient
            httpx.AsyncClient httpx.Client requests.Session requests.session requests.sessions.Session
            rest_framework.test.APIClient starlette.testclient.TestClient
            """)

    /// The keyword arguments whose values are sent.
    static let fileKeywords = Set(words: "content data file files")
}
