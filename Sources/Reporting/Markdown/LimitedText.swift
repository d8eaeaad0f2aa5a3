/// Text up to a size: what does not fit is counted, and nothing is cut.
struct LimitedText {
    private(set) var text = ""
    private let limit: Int
    private var size = 0
    private let measure: (String) -> Int

    /// - Parameters:
    ///   - limit: of the whole text.
    ///   - measure: the size of a text in the unit of the limit.
    init(limit: Int, measuring measure: @escaping (String) -> Int) {
        self.limit = limit
        self.measure = measure
    }

    /// Adds a part that must be there.
    mutating func add(_ part: String) {
        text += part
        size += measure(part)
    }

    /// Adds parts as long as there is room, and keeps some for what follows. Returns the number of those that did not fit.
    mutating func add(_ parts: [String], keeping reserve: Int) -> Int {
        for (number, part) in parts.enumerated() {
            let next = measure(part)
            if size + next + reserve > limit { return parts.count - number }
            add(part)
        }
        return 0
    }
}
