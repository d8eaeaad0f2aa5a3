import Rewriting

/// Why a check before an insert stays.
enum SeedingReason: String, RefusalReason {
    case noUniqueConstraint =
        "no-unique-constraint: no primary key, unique column or constraint in the model of {} covers exactly what is looked up: nothing shows that a second insert would fail"
    case constraintsUnknown =
        "constraints-unknown: a base class or __table_args__ of {} cannot be read, so its constraints are not known"
    case keyNotInserted = "key-not-inserted: nothing shows that the inserted row has the {} that was looked up"
    case insertUnclear = "insert-unclear: the {} is added inside another statement, or in more than one way"
    case insertElsewhere =
        "insert-elsewhere: '{}' adds the row: the insert can be guarded there, or an upsert can take its place"
    case lookupElsewhere =
        "lookup-elsewhere: '{}' looks the row up, and nothing shows that it can be asked again when the insert fails"
    case lookupRaises =
        "lookup-raises: the insert stands in the handler of '{}': guard it there, or ask for the row or None"
    case lookupUnclear =
        "lookup-unclear: '{}' is in another block than its test, or changes what it asks: it cannot be repeated when the insert fails"
    case lookupNarrower =
        "lookup-narrower: the lookup asks for more than {}, which is unique: a deleted row, or another owner's, would be in the way and not found"
    case keyMayBeNull =
        "key-may-be-null: '{}' may be NULL, and of rows with a NULL in their key a constraint stops none, unless it says NULLS NOT DISTINCT"
    case elseDoesMore =
        "else-does-more: '{}', for a row that exists, does more than report or change the row in one statement, which the handler could repeat"
    case savepointOfSQLite =
        "savepoint-of-sqlite: the database of '{}' may be SQLite, whose driver commits a savepoint that comes first in a transaction"
    case snapshotOfMySQL =
        "snapshot-of-mysql: the database of '{}' is MySQL or MariaDB, where a lookup after a savepoint does not see the other worker's row"
    case isolationLevel =
        "isolation-level: the isolation level is {}, with which a savepoint fails or a lookup after it does not see the other worker's row"
    case handledLater =
        "handled-later: '{}' stands around the insert or around a later commit, and would take other errors than it does today"
    case workBeforeInsert =
        "work-before-insert: '{}' runs before the insert if the row is absent: it would be kept even if the row exists"
    case workPending =
        "work-pending: '{}' may wait in a session that does not autoflush: a savepoint would send it, and take its errors for the insert's"
    case layoutUnclear = "layout-unclear: '{}' shares a line with another statement, or holds a string that spans lines"
    case importNameTaken =
        "name-taken: the name IntegrityError cannot be imported here: it means something else in this file, or not everywhere in it"
    case sessionFake =
        "session-fake: '{}' stands for the session in the tests of this code, and a savepoint (begin_nested) would fail on it"
    case sessionWrapper =
        "session-wrapper: '{}' has methods of a session but no savepoints (begin_nested), and may be what is given here"
    case defaultRead =
        "default-read: '{}' would read the column's default, where it reads None today: a savepoint sends the row at once"
    case staleChange =
        "stale-change: '{}' rests on what was read before the insert waited for the other worker, who may have changed it"
    case sentEarly =
        "sent-early: '{}' comes after the savepoint has sent the row, and a constraint, a listener, a default or a foreign key needs it then"
    case sessionListener =
        "session-listener: '{}' would run at the end of the savepoint, as if the whole transaction had ended"
    case markedBefore =
        "marked-before-insert: '{}' says that the row is new before it is inserted, and would stay so after a conflict"
    case savepointUnsupported =
        "savepoint-unsupported: the database is {}, which has no savepoints or does not hold keys unique"
    case columnEmpty = "column-filled-later: '{}' may not be NULL and has no value yet when the insert would be sent"
}
