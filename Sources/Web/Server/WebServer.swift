import FileSystem
import NIOCore
import NIOHTTP1
import NIOPosix

/// A server on the loopback address. Requests are answered one after another, on a thread of their own.
public final class WebServer: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel
    private let workers: NIOThreadPool
    public let port: Int

    /// Why nothing listens.
    public struct Failure: Error, Sendable {
        public let message: String
    }

    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - largestBody: of a request, in bytes.
    ///   - answer: called for one request at a time, but for the idle time.
    public init(
        port: Int, largestBody: Int, answer: @escaping @Sendable (Request, Int) -> Response
    ) throws(Failure) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        workers = NIOThreadPool(numberOfThreads: 1)
        workers.start()
        let pool = workers
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
                    try channel.pipeline.syncOperations.addHandler(
                        RequestReader(largestBody: largestBody, pool: pool, answer: answer))
                }
            }
        do {
            channel = try bootstrap.bind(host: "127.0.0.1", port: port).wait()
        } catch {
            workers.shutdownGracefully { _ in }
            group.shutdownGracefully { _ in }
            throw Failure(message: (error as? IOError).map { SystemError($0.errnoCode).message } ?? "\(error)")
        }
        self.port = channel.localAddress?.port ?? port
    }

    /// Runs something between requests.
    public func schedule(_ work: @escaping @Sendable () -> Void) {
        workers.submit { state in if state == .active { work() } }
    }
}
