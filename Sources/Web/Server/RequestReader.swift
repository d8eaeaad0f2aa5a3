import NIOCore
import NIOHTTP1
import NIOPosix

/// Collects one request, has it answered elsewhere, and writes the answer.
///
/// NIO calls a handler on the thread of its connection only; the pipeline holds further requests back until the answer is written.
final class RequestReader: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let largestBody: Int
    private let pool: NIOThreadPool
    private let answer: @Sendable (Request, Int) -> Response
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var isTooLarge = false

    init(largestBody: Int, pool: NIOThreadPool, answer: @escaping @Sendable (Request, Int) -> Response) {
        self.largestBody = largestBody
        self.pool = pool
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            (body, isTooLarge) = ([], false)
        case .body(let buffer):
            isTooLarge = isTooLarge || body.count + buffer.readableBytes > largestBody
            if !isTooLarge { body += buffer.readableBytesView }
        case .end: finish(context)
        }
    }

    private func finish(_ context: ChannelHandlerContext) {
        guard let head else { return }
        if isTooLarge { return write(.tooLarge, isKept: false, context) }
        let request = Request(
            method: head.method.rawValue, target: head.uri, headers: head.headers.map { ($0.name, $0.value) },
            body: body)
        body = []
        let port = context.channel.localAddress?.port ?? 0
        let (answer, isKept) = (answer, head.isKeepAlive)
        let bound = NIOLoopBound((reader: self, context: context), eventLoop: context.eventLoop)
        pool.runIfActive(eventLoop: context.eventLoop) { answer(request, port) }.whenComplete { result in
            switch result {
            case .success(let response): bound.value.reader.write(response, isKept: isKept, bound.value.context)
            // The server is being shut down.
            case .failure: bound.value.context.close(promise: nil)
            }
        }
    }

    private func write(_ response: Response, isKept: Bool, _ context: ChannelHandlerContext) {
        var headers = HTTPHeaders(Response.headers.map { ($0.name, $0.value) })
        headers.add(name: "Content-Type", value: response.type)
        headers.add(name: "Content-Length", value: String(response.body.count))
        if !isKept { headers.add(name: "Connection", value: "close") }
        let status = HTTPResponseStatus(statusCode: response.status)
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: response.body)))), promise: nil)
        let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        if !isKept {
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            written.whenComplete { _ in bound.value.close(promise: nil) }
        }
    }

    /// What is not HTTP has been answered by the pipeline.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
