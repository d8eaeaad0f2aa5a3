extension Int {
    /// A number and what it counts: `1 file`, `2 files`.
    ///
    /// - Parameter plural: the plural, unless it is the word with an "s".
    public func counted(_ word: String, plural: String? = nil) -> String {
        "\(self) \(self == 1 ? word : plural ?? word + "s")"
    }
}
