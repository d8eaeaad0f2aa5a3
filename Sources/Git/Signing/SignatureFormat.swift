/// What signs commits: a value of git's `gpg.format`.
enum SignatureFormat: String, Sendable {
    case openpgp, x509, ssh

    /// The program that git runs unless another one is configured.
    var defaultProgram: String {
        switch self {
        case .openpgp: "gpg"
        case .x509: "gpgsm"
        case .ssh: "ssh-keygen"
        }
    }

    /// The names that configure the program. They set the same value, so the last line that has one of them
    /// counts.
    var programNames: Set<String> {
        self == .openpgp ? ["gpg.program", "gpg.openpgp.program"] : ["gpg.\(rawValue).program"]
    }
}
