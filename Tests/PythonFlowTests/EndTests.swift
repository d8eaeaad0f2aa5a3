import PythonFlow
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// Whether something that is opened is closed on every path.
@Suite struct EndTests {
    @Test(arguments: [
        ("here()\nclose()", true),
        ("here()\nx = 1\nclose()", true),
        ("here()\nwork()\nclose()", false),
        ("here()\ntry:\n    work()\nexcept:\n    pass\nclose()", true),
        ("here()\ntry:\n    work()\nexcept:\n    print('failed')\nclose()", true),
        ("here()\ntry:\n    work()\nexcept Exception as e:\n    log.error('failed', e)\nclose()", true),
        ("here()\ntry:\n    work()\nexcept BaseException:\n    pass\nclose()", true),
        ("here()\ntry:\n    work()\nexcept ValueError:\n    pass\nexcept Exception:\n    pass\nclose()", true),
        ("here()\ntry:\n    work()\nexcept failures():\n    pass\nexcept Exception:\n    pass\nclose()", false),
        ("here()\ntry:\n    work()\nexcept ValueError:\n    pass\nclose()", false),
        ("here()\ntry:\n    work()\nexcept:\n    raise\nclose()", false),
        ("here()\ntry:\n    work()\nexcept:\n    return\nclose()", false),
        ("here()\ntry:\n    work()\nexcept:\n    report()\nclose()", false),
        ("here()\ntry:\n    work()\nexcept:\n    print(report())\nclose()", false),
        ("here()\ntry:\n    work()\nexcept:\n    pass\nelse:\n    work()\nclose()", false),
        ("here()\ntry:\n    work()\n    return\nexcept:\n    pass\nclose()", false),
        ("here()\ntry:\n    work()\nexcept:\n    sys.exit()\nclose()", false),
        ("here()\ntry:\n    work()\nfinally:\n    close()", true),
        ("here()\nprint('x')\nclose()", false),
        (
            "while x:\n    here()\n    try:\n        work()\n        continue\n    except:\n        pass\n    close()",
            false
        ),
        ("while x:\n    here()\n    try:\n        work()\n    except:\n        pass\n    close()", true),
        ("here()\nif x:\n    close()\nelse:\n    close()", false),
        (
            "try:\n    here()\n    try:\n        work()\n    except:\n        print('failed')\n    close()\nexcept:\n    pass",
            true
        ),
    ])
    func closedOnEveryPath(_ body: String, _ isClosed: Bool) throws {
        let sample = try FlowSample(body: body, before: "import sys\n\n")
        let closes = sample.graph.owner.subtree.filter {
            $0.kind == .expressionStatement && $0.text == "close()"
        }
        #expect(sample.graph.isAlwaysEnded(try sample.statement("here"), by: closes) == isClosed, "\(body)")
    }
}
