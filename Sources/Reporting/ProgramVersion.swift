/// The version of Redline, as in `redline --version` and in commits.
public enum ProgramVersion {
    public static let current = "0.1.0"
}
