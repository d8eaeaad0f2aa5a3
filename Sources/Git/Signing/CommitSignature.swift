/// Signs the commits of one branch with one key, which is looked up once.
struct CommitSignature {
    let signer: CommitSigner
    private var key: [UInt8]?

    init(signer: CommitSigner) { self.signer = signer }

    mutating func signed(_ commit: [UInt8]) throws(GitError) -> [UInt8] {
        let key = if let known = self.key { known } else { try signer.keyValue(for: commit) }
        self.key = key
        return try signer.signed(commit, with: key)
    }
}
