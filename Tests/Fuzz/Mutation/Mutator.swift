import FileSystem
import FuzzInvariants

/// Makes inputs from real files. The same seed, number and files give the same input.
struct Mutator: Sendable {
    let seeds: Seeds
    let dictionary: [[UInt8]]
    let seed: UInt64

    static let maximumSize = 16 << 10

    func sample(_ number: Int) -> Sample {
        var random = RandomNumbers(seed: seed, number: UInt64(number))
        let (base, neighbours, path) = base(&random)
        var mutation = Mutation(bytes: base, seeds: seeds, dictionary: dictionary, random: random)
        // Most inputs stay close to a real program; some go far from one.
        var count = 1
        while count < 12, mutation.random.isOne(in: 2) { count += 1 }
        for _ in 0..<count {
            mutation.mutate()
            if mutation.bytes.count > Self.maximumSize {
                mutation.bytes.removeLast(mutation.bytes.count - Self.maximumSize)
            }
        }
        return Sample(path: path, bytes: mutation.bytes, others: neighbours)
    }

    /// A small file unchanged, or some statements of one or two large ones.
    private func base(_ random: inout RandomNumbers) -> ([UInt8], [Path: [UInt8]], Path) {
        let isInteresting = !random.isOne(in: 3)
        guard let file = random.choice(of: isInteresting ? seeds.interesting : seeds.files) else {
            return ([], [:], "sample.py")
        }
        if Seed.fragmentSizes.contains(file.bytes.count), !random.isOne(in: 4) {
            return (file.bytes, file.neighbours, file.path)
        }
        var bytes: [UInt8] = []
        for _ in 0...random.index(3) {
            let other = random.isOne(in: 3) ? random.choice(of: seeds.files) ?? file : file
            let fragments = isInteresting && !other.interesting.isEmpty ? other.interesting : other.fragments
            if let fragment = random.choice(of: fragments) { bytes += other.program(fragment) }
        }
        return (bytes, file.neighbours, file.path)
    }
}
