import Rewriting
import SourceText

/// How many bytes of a file are read at most: a file that nobody named may be a dump of data.
struct SizeLimit {
    let isNamed: Bool

    var bytes: Int { isNamed ? SourceText.maximumSize : 64 << 20 }

    /// Why a larger file is skipped.
    var excess: SkipReason {
        .tooLarge("larger than \(bytes >> 20) MB" + (isNamed ? "" : "; name the file to process it"))
    }
}
