/// The stack of indentations, measured twice as CPython does: with tab stops of eight and of one. If the two measures
/// disagree, the mixture of tabs and spaces is inconsistent.
struct Indentation {
    struct Level: Equatable {
        var column = 0
        var alternate = 0
    }

    /// CPython's MAXINDENT.
    static let maximumDepth = 100

    private var levels = [Level()]
    /// The innermost level.
    private var current: Level { levels[levels.count - 1] }

    enum Change {
        case same, deeper
        case shallower(levels: Int)
        case inconsistentTabs, noSuchLevel, tooDeep
    }

    mutating func pop() -> Bool {
        guard levels.count > 1 else { return false }
        levels.removeLast()
        return true
    }

    mutating func change(to level: Level) -> Change {
        if level.column == current.column {
            return level.alternate == current.alternate ? .same : .inconsistentTabs
        }
        if level.column > current.column {
            guard level.alternate > current.alternate else { return .inconsistentTabs }
            guard levels.count < Self.maximumDepth else { return .tooDeep }
            levels.append(level)
            return .deeper
        }
        return shallower(to: level)
    }

    private mutating func shallower(to level: Level) -> Change {
        var popped = 0
        while let top = levels.last, levels.count > 1, level.column < top.column {
            levels.removeLast()
            popped += 1
        }
        guard current.column == level.column else { return .noSuchLevel }
        return current.alternate == level.alternate ? .shallower(levels: popped) : .inconsistentTabs
    }
}
