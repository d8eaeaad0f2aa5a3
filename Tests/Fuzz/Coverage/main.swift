import Codemods
import FuzzInvariants
import Synchronization

// libFuzzer's loop around the invariants: it keeps every input that reaches code which no other one reached.
// `make fuzz` builds it, with `-sanitize=fuzzer`, which also brings `LLVMFuzzerRunDriver`.

private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutablePointer<Arguments>,
    _ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

private let invariants = Invariants(codemods: Catalogue.all)

/// The engine waits for nothing where it has one thread, so that the task is over when it has been started.
private func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let sample = Sample(bytes: Array(UnsafeBufferPointer(start: bytes, count: count)))
    let isDone = Atomic(false)
    Task.immediate {
        do throws(Violation) {
            _ = try await invariants.check(sample)
        } catch {
            fatalError(error.message)
        }
        isDone.store(true, ordering: .relaxed)
    }
    precondition(isDone.load(ordering: .relaxed), "the engine waited for another thread")
    return 0
}

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
_ = runDriver(&count, &arguments, examine)
