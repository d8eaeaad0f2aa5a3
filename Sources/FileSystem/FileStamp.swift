import Glibc

/// What the operating system changes when a file is written or replaced, as git's index keeps it: in 32 bits each.
public struct FileStamp: Sendable, Hashable {
    public struct Time: Sendable, Hashable, Comparable {
        /// Since 1970.
        public let seconds: UInt32
        public let nanoseconds: UInt32

        public init(seconds: UInt32, nanoseconds: UInt32) {
            self.seconds = seconds
            self.nanoseconds = nanoseconds
        }

        init(_ time: timespec) {
            self.init(
                seconds: UInt32(truncatingIfNeeded: time.tv_sec), nanoseconds: UInt32(truncatingIfNeeded: time.tv_nsec))
        }

        public static func < (one: Time, other: Time) -> Bool {
            (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
        }
    }

    /// In bytes.
    public let size: UInt32
    public let inode: UInt32
    /// When the content was last written.
    public let modified: Time
    /// When the content, the name or the mode last changed.
    public let changed: Time

    public init(size: UInt32, inode: UInt32, modified: Time, changed: Time) {
        self.size = size
        self.inode = inode
        self.modified = modified
        self.changed = changed
    }

    init(_ status: stat) {
        self.init(
            size: UInt32(truncatingIfNeeded: status.st_size), inode: UInt32(truncatingIfNeeded: status.st_ino),
            modified: Time(status.st_mtim), changed: Time(status.st_ctim))
    }
}
