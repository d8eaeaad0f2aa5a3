import FileSystem
import Inputs

extension TemporaryFolder {
    /// For work that cannot be done without it. Throws an error that says where the folder should have been.
    static func forWork(_ name: String) throws(InputError) -> TemporaryFolder {
        do throws(SystemError) {
            return try TemporaryFolder(name)
        } catch {
            let place = ProcessEnvironment.value("TMPDIR") ?? "/tmp"
            throw InputError(
                "cannot make a temporary folder in '\(place)': \(error.message)",
                hint: "set TMPDIR to a folder with space")
        }
    }
}

extension InputError {
    /// A file in a temporary folder.
    static func unwritable(_ file: Path, _ error: SystemError) -> InputError {
        InputError("cannot write '\(file)': \(error.message)", hint: "set TMPDIR to a folder with space")
    }
}
