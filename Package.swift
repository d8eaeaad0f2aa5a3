// swift-tools-version: 6.2

import Foundation
import PackageDescription

/// The folders of the codemods: a new one needs no line here.
let codemodFolders: [String] = {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: Context.packageDirectory + "/Codemods")) ?? []
    return folders.sorted()
}()

/// The files of a name in the codemods' folders.
func codemodFiles(_ name: String? = nil) -> [String] {
    codemodFolders.map { "\($0)/\(name ?? $0 + ".md")" }
        .filter { FileManager.default.fileExists(atPath: Context.packageDirectory + "/Codemods/" + $0) }
}

/// Set for a build with `-sanitize=fuzzer`: `make fuzz`. Ordinary builds know nothing of libFuzzer.
let isFuzzed = Context.environment["REDLINE_FUZZ"] == "1"

let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// libFuzzer's target; see Tests/Fuzz/README.md.
let coverageGuided = Target.executableTarget(
    name: "fuzz-coverage",
    dependencies: ["Codemods", "FuzzInvariants"],
    path: "Tests/Fuzz/Coverage",
    swiftSettings: settings
)

let package = Package(
    name: "redline",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "redline", targets: ["redline"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibgit2",
            pkgConfig: "libgit2",
            providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]
        ),
        .systemLibrary(name: "CFileSystem"),
        .systemLibrary(name: "CTerminal"),
        .target(name: "FileSystem", dependencies: ["CFileSystem"], swiftSettings: settings),
        .target(name: "SourceText", swiftSettings: settings),
        .target(name: "PythonSyntax", dependencies: ["SourceText"], swiftSettings: settings),
        .target(
            name: "PythonSemantics", dependencies: ["FileSystem", "SourceText", "PythonSyntax"],
            swiftSettings: settings),
        .target(
            name: "PythonLibraries", dependencies: ["FileSystem", "SourceText", "PythonSyntax", "PythonSemantics"],
            swiftSettings: settings),
        .target(
            name: "PythonFlow",
            dependencies: ["FileSystem", "SourceText", "PythonSyntax", "PythonSemantics", "PythonLibraries"],
            swiftSettings: settings),
        .target(
            name: "Rewriting",
            dependencies: [
                "FileSystem", "SourceText", "PythonSyntax", "PythonSemantics", "PythonLibraries", "PythonFlow",
                .product(name: "TOMLKit", package: "TOMLKit"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Codemods",
            dependencies: [
                "FileSystem", "SourceText", "PythonSyntax", "PythonSemantics", "PythonLibraries", "PythonFlow",
                "Rewriting",
            ],
            path: "Codemods",
            exclude: codemodFiles("cases.md"),
            // The documents, so that one binary carries its catalogue.
            resources: codemodFiles().map { .embedInCode($0) },
            swiftSettings: settings
        ),
        .target(name: "Git", dependencies: ["CLibgit2", "FileSystem"], swiftSettings: settings),
        .target(
            name: "Inputs", dependencies: ["FileSystem", "SourceText", "Rewriting", "Git"], swiftSettings: settings),
        .target(
            name: "Reporting",
            dependencies: ["FileSystem", "SourceText", "Rewriting", "Git", "Inputs"],
            resources: [.embedInCode("Schemas/redline-findings-1.schema.json")],
            swiftSettings: settings
        ),
        .target(
            name: "Review",
            dependencies: [
                "FileSystem", "SourceText", "PythonSyntax", "Rewriting", "Git", "Inputs", "Reporting", "Terminal",
            ],
            resources: [.embedInCode("Schemas/redline-decisions-1.schema.json")],
            swiftSettings: settings),
        .target(
            name: "Web",
            dependencies: [
                "FileSystem", "SourceText", "Rewriting", "Git", "Reporting", "Review", "Terminal",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            // One style sheet, one script: the binary carries its page.
            resources: ["style.css", "script.js", "icon.svg"].map { .embedInCode("Static/" + $0) },
            swiftSettings: settings),
        .target(name: "Terminal", dependencies: ["CTerminal", "FileSystem"], swiftSettings: settings),
        .target(
            name: "Snapshots", dependencies: ["FileSystem", "Rewriting", "Inputs", "Reporting"], swiftSettings: settings
        ),
        .target(
            name: "Delivery",
            dependencies: [
                "FileSystem", "SourceText", "PythonSyntax", "Rewriting", "Git", "Inputs", "Reporting", "Review",
            ],
            swiftSettings: settings),
        .target(
            name: "Setup",
            dependencies: ["FileSystem", "PythonLibraries", "Rewriting", "Git", "Inputs", "Reporting", "Review"],
            swiftSettings: settings),
        .executableTarget(
            name: "redline",
            dependencies: [
                "FileSystem", "SourceText", "PythonSyntax", "PythonSemantics", "Rewriting", "Codemods", "Git",
                "Inputs", "Reporting", "Review", "Delivery", "Setup", "Snapshots", "Terminal", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "redline-dev",
            dependencies: [
                "SourceText", "PythonSyntax",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .target(name: "TestSupport", path: "Tests/Support", swiftSettings: settings),
        .target(
            name: "PythonSupport",
            dependencies: ["FileSystem", "SourceText", "PythonSyntax", "PythonSemantics", "PythonLibraries"],
            path: "Tests/PythonSupport",
            swiftSettings: settings
        ),
        .target(
            name: "FuzzInvariants",
            dependencies: [
                "FileSystem", "SourceText", "PythonSyntax", "PythonSemantics", "Rewriting", "Git", "Reporting",
            ],
            path: "Tests/Fuzz/Invariants",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "fuzz-mutations",
            dependencies: [
                "FileSystem", "SourceText", "PythonSyntax", "Rewriting", "Codemods", "FuzzInvariants",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Fuzz/Mutation",
            swiftSettings: settings
        ),
        .testTarget(
            name: "FileSystemTests",
            dependencies: ["FileSystem", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SourceTextTests",
            dependencies: ["SourceText"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PythonSyntaxTests",
            dependencies: ["SourceText", "PythonSyntax"],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PythonSemanticsTests",
            dependencies: [
                "FileSystem", "SourceText", "PythonSyntax", "PythonSemantics", "PythonSupport", "TestSupport",
            ],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PythonLibrariesTests",
            dependencies: [
                "FileSystem", "SourceText", "PythonSyntax", "PythonSemantics", "PythonLibraries", "PythonSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PythonFlowTests",
            dependencies: [
                "FileSystem", "SourceText", "PythonSyntax", "PythonSemantics", "PythonLibraries", "PythonFlow",
                "PythonSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RewritingTests",
            dependencies: [
                "FileSystem", "SourceText", "PythonSyntax", "PythonSemantics", "PythonLibraries", "PythonFlow",
                "Rewriting",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CodemodsTests",
            dependencies: [
                "Codemods", "FileSystem", "PythonLibraries", "PythonFlow", "Rewriting", "Reporting", "TestSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "GitTests",
            dependencies: ["FileSystem", "Git", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "FileSystem", "SourceText", "Rewriting", "Codemods", "Git", "Inputs", "Reporting", "Review",
                "TestSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ReviewTests",
            dependencies: [
                "FileSystem", "PythonSemantics", "PythonSyntax", "SourceText", "Rewriting", "Codemods", "Reporting",
                "Git", "Inputs", "Review", "Terminal", "TestSupport",
            ],
            exclude: ["Screens"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DeliveryTests",
            dependencies: ["Codemods", "Delivery", "FileSystem", "Rewriting", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "FileSystem", "Rewriting", "Codemods", "Reporting", "Git", "Review", "Terminal", "TestSupport", "Web",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "SetupTests",
            dependencies: ["Codemods", "FileSystem", "Inputs", "Rewriting", "Setup", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "TerminalTests", dependencies: ["FileSystem", "Terminal", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "InputsTests",
            dependencies: ["FileSystem", "Inputs", "Rewriting", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CommandTests",
            dependencies: ["redline", "redline-dev", "FileSystem", "TestSupport"],
            swiftSettings: settings
        ),
    ] + (isFuzzed ? [coverageGuided] : [])
)
