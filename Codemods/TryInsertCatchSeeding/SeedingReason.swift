import Rewriting

/// Why a check before an insert stays.
enum SeedingReason: String, RefusalReason {
    case noUniqueConstraint =
        "no-unique-constraint: no primary key, unique column or unique constraint covers what is looked up: without the check there would be duplicates"
    case constraintsUnknown =
        "constraints-unknown: a base class or __table_args__ of the model cannot be read, so that its constraints are not known"
    case keyNotInserted = "key-not-inserted: nothing shows that the inserted row has the key that was looked up"
    case insertUnclear = "insert-unclear: the row is added inside another statement, or in more ways than one"
    case lookupUnclear = "lookup-unclear: the lookup cannot be repeated where the insert fails"
    case lookupNarrower =
        "lookup-narrower: the lookup asks for more than the unique key: a deleted row, or another owner's, would be in the way and not found"
    case elseDoesMore = "else-does-more: the 'else' branch does more than report that the row exists"
    case savepointOfSQLite =
        "savepoint-of-sqlite: the engine's URL names sqlite, whose driver commits a savepoint that comes first in a transaction"
    case snapshotOfMySQL =
        "snapshot-of-mysql: the engine's URL names MySQL, where a lookup after a savepoint does not see the other worker's row"
    case isolationLevel =
        "isolation-level: the isolation level is {}, where a savepoint fails or a lookup after it does not see the other worker's row"
    case handledLater =
        "handled-later: a handler around the place or around a later commit takes errors of this insert, which is sent elsewhere today"
    case workBeforeInsert =
        "work-before-insert: '{}' runs where the row is absent and before the insert: it would be kept although the row exists"
    case layoutUnclear = "layout-unclear: the statements share a line or hold a string over several lines"
    case importNameTaken = "name-taken: the name IntegrityError means something else in this file"
    case columnEmpty = "column-filled-later: '{}' may not be NULL and has no value yet where the insert would be sent"
}
