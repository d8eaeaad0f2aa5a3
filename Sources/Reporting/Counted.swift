extension Int {
    /// A number with what it counts: `1 file`, `2 files`.
    ///
    /// - Parameter plural: if it is not the word with an "s".
    public func counted(_ word: String, plural: String? = nil) -> String {
        "\(self) \(self == 1 ? word : plural ?? word + "s")"
    }
}
