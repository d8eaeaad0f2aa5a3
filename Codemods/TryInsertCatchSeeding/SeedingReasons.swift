import Rewriting

/// Why a check in front of an insert stays.
extension RefusalReason {
    static let noUniqueConstraint = RefusalReason(
        "no-unique-constraint",
        "no primary key, unique column or unique constraint covers what is looked up: without the check there would be duplicates"
    )
    static let constraintsUnknown = RefusalReason(
        "constraints-unknown",
        "a base class or __table_args__ of the model cannot be read, so that its constraints are not known")
    static let keyNotInserted = RefusalReason(
        "key-not-inserted", "nothing shows that the inserted row has the key that was looked up")
    static let insertUnclear = RefusalReason(
        "insert-unclear", "the row is added inside another statement, or in more ways than one")
    static let lookupUnclear = RefusalReason("lookup-unclear", "the lookup cannot be repeated where the insert fails")
    static let lookupNarrower = RefusalReason(
        "lookup-narrower",
        "the lookup asks for more than the unique key: a deleted row, or another owner's, would be in the way and not found"
    )
    static let elseDoesMore = RefusalReason(
        "else-does-more", "the 'else' branch does more than report that the row exists")
    static func columnEmpty(_ name: String) -> RefusalReason {
        RefusalReason(
            "column-filled-later", "'\(name)' may not be NULL and has no value yet where the insert would be sent")
    }
    static let savepointOfSQLite = RefusalReason(
        "savepoint-of-sqlite",
        "the engine's URL names sqlite, whose driver commits a savepoint that comes first in a transaction")
    static let snapshotOfMySQL = RefusalReason(
        "snapshot-of-mysql",
        "the engine's URL names MySQL, where a lookup after a savepoint does not see the other worker's row")
    static let handledLater = RefusalReason(
        "handled-later", "a handler around a later commit takes errors of this insert, which would come before it")
    static let layoutUnclear = RefusalReason(
        "layout-unclear", "the statements share a line or hold a string over several lines")
    static let importNameTaken = RefusalReason(
        "name-taken", "the name IntegrityError means something else in this file")
}
