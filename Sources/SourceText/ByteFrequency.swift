/// The approximate frequency of bytes in Python sources: enough to choose what to search for.
public enum ByteFrequency {
    /// Relative to the space, which is the most frequent.
    public static func of(_ byte: UInt8) -> Double { table[Int(byte)] }

    /// From most to least frequent, as counted over the sources of several large packages.
    private static let order = Array(" etsionar_l\ndcpumf.hg\",()y=:bvTEwkNASxCORIL[]D`M-#PF0'zq1U*2".utf8)

    private static let table: [Double] = {
        var table = [Double](repeating: 1 / Double(order.count + 1), count: 256)
        for (rank, byte) in order.enumerated() { table[Int(byte)] = 1 / Double(rank + 1) }
        return table
    }()
}
