import Rewriting
import SourceText

/// The largest size in bytes at which a file is read: a file that nobody named may be a dump of data.
struct SizeLimit {
    let isNamed: Bool

    var bytes: Int { isNamed ? SourceText.maximumSize : 64 << 20 }

    /// Why a larger file is skipped.
    var excess: SkipReason {
        .tooLarge("larger than \(bytes >> 20) MB" + (isNamed ? "" : "; name the file to process it"))
    }
}
