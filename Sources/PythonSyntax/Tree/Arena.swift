/// Storage for the tokens or nodes of one file. It grows while they are made and is read-only afterwards.
///
/// It avoids what an array costs on the hot path (reference counts, uniqueness checks). Every access is checked
/// against the bounds, and the pointer never leaves this file.
struct Arena<Element: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
    private var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    @inline(__always) subscript(index: Int) -> Element {
        get {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "an index beyond the arena")
            return base[index]
        }
        set {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "an index beyond the arena")
            base[index] = newValue
        }
    }

    var last: Element? { count > 0 ? base[count - 1] : nil }

    @inline(__always) mutating func append(_ element: Element) {
        if count == capacity { grow() }
        (base + count).initialize(to: element)
        count &+= 1
    }

    mutating func removeLast(_ number: Int = 1) {
        precondition(number <= count, "more to remove than there is")
        count -= number
    }

    /// Changes an element in place, so that only one field is written.
    @inline(__always) mutating func update(_ index: Int, _ change: (inout Element) -> Void) {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "an index beyond the arena")
        change(&base[index])
    }

    @inline(never) private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}
