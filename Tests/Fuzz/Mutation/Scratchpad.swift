import Foundation

/// The current input, in memory that outlives the process: after a crash the file shows what was being processed.
final class Scratchpad {
    private let memory: UnsafeMutableRawPointer
    private static let capacity = 1 << 20
    private static let header = 16

    init?(path: String) {
        let file = open(path, O_RDWR | O_CREAT, 0o600)
        guard file >= 0, ftruncate(file, off_t(Self.capacity)) == 0 else { return nil }
        defer { close(file) }
        let mapped = mmap(nil, Self.capacity, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
        guard let mapped, mapped != MAP_FAILED else { return nil }
        memory = mapped
    }

    deinit { munmap(memory, Self.capacity) }

    /// The input's number; -1 if none is being processed.
    var number: Int { Int(memory.loadUnaligned(fromByteOffset: 0, as: Int64.self)) }

    var bytes: [UInt8] {
        let count = Int(memory.loadUnaligned(fromByteOffset: 8, as: Int64.self))
        return Array(UnsafeRawBufferPointer(start: memory + Self.header, count: count))
    }

    func write(_ number: Int, _ bytes: [UInt8]) {
        let count = min(bytes.count, Self.capacity - Self.header)
        bytes.withUnsafeBytes { text in
            if let start = text.baseAddress { memcpy(memory + Self.header, start, count) }
        }
        memory.storeBytes(of: Int64(count), toByteOffset: 8, as: Int64.self)
        memory.storeBytes(of: Int64(number), toByteOffset: 0, as: Int64.self)
    }
}
