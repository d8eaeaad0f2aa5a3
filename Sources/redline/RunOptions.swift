import ArgumentParser
import Codemods
import FileSystem
import Inputs
import Rewriting

/// Options that `preview`, `apply` and `ignore` share: which files, which codemods, which fixes.
struct RunOptions: ParsableArguments {
    @OptionGroup var codemods: CodemodOptions

    @Option(help: ArgumentHelp("Highest level of fixes to make; review includes safe.", valueName: "level"))
    var level: FixLevel?

    @Option(
        help: ArgumentHelp(
            "Read more paths from a file, one per line; '-' is standard input. Paths that do not exist are skipped.",
            valueName: "file"))
    var filesFrom: PathArgument?

    @Flag(
        name: [.customShort("z"), .long], help: "With --files-from: each path ends with NUL, as from 'git ls-files -z'."
    )
    var null = false

    @Flag(help: "Skip excluded files even if they are named.")
    var forceExclude = false

    @Flag(help: "Print which configuration is used.")
    var verbose = false

    func validate() throws {
        if null, filesFrom == nil { throw ValidationError("-z requires --files-from.") }
    }

    /// The paths of the list; nil without one.
    func listedPaths() throws(InputError) -> [Path]? {
        guard let filesFrom else { return nil }
        return try PathList.paths(in: filesFrom.path, separatedByNUL: null)
    }

    /// The run's codemods and settings. The command line overrides the configuration, which overrides the command's
    /// default.
    func settings(
        _ input: RunInput, level fallback: FixLevel, threads: Int? = nil, parseAll: Bool = false
    ) throws(ConfigurationError) -> (codemods: [any Codemod], settings: RunSettings) {
        let configuration = input.configuration.configuration
        let settings = RunSettings(
            FileSettings(configuration), level: level ?? configuration.level ?? fallback,
            pathIgnores: PathIgnores(configuration.perPathIgnores, relativeTo: input.configuration.base),
            names: CodemodNames(Codemods.Catalogue.all), threads: threads, usesPrefilter: !parseAll)
        return (try codemods.codemods(input.configuration), settings)
    }
}

extension FixLevel: ExpressibleByArgument {}
