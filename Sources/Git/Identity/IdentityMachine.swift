import FileSystem
import Glibc

/// What the machine tells of its user.
struct IdentityMachine: Sendable {
    struct Account: Sendable {
        let login: [UInt8]
        /// The field of the password database that begins with the full name.
        let gecos: [UInt8]

        /// Up to the comma; `&` stands for the capitalised login name.
        var fullName: [UInt8] {
            gecos.prefix { $0 != UInt8(ascii: ",") }.flatMap { byte -> [UInt8] in
                guard byte == UInt8(ascii: "&"), let first = login.first else { return [byte] }
                let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
                return [isLower ? first - 0x20 : first] + login.dropFirst()
            }
        }
    }

    /// Nil if the user is not in the password database.
    let account: @Sendable () -> Account?
    /// What follows the @, and whether git takes it for a guess.
    let mailHost: @Sendable () -> (bytes: [UInt8], isGuessed: Bool)
}

extension IdentityMachine {
    static let this = IdentityMachine(account: ownAccount, mailHost: ownMailHost)

    @Sendable private static func ownAccount() -> Account? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 1 << 16)
        return buffer.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, getpwuid_r(getuid(), &entry, start, buffer.count, &found) == 0,
                found != nil, let login = entry.pw_name.map({ Path(cString: $0).bytes }), !login.isEmpty
            else { return nil }
            return Account(login: login, gecos: entry.pw_gecos.map { Path(cString: $0).bytes } ?? [])
        }
    }

    @Sendable private static func ownMailHost() -> (bytes: [UInt8], isGuessed: Bool) {
        if let text = try? FileContents.bytes(at: "/etc/mailname", followingLinks: true, limit: 1 << 16),
            !text.isEmpty
        {
            let line = text.prefix { $0 != 0x0A }
            let isWindows = line.last == 0x0D && line.count < text.count
            return (Array((isWindows ? line.dropLast() : line).prefix { $0 != 0 }), false)
        }
        var buffer = [CChar](repeating: 0, count: 65)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return (Array("(none)".utf8), true) }
        let host = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        if host.contains(UInt8(ascii: ".")) { return (host, false) }
        if let name = canonicalName(host) { return (name, false) }
        return (host + Array(".(none)".utf8), true)
    }

    /// The fully qualified name of a host; nil if it has none.
    private static func canonicalName(_ host: [UInt8]) -> [UInt8]? {
        var hints = addrinfo()
        hints.ai_flags = AI_CANONNAME
        var list: UnsafeMutablePointer<addrinfo>?
        guard Path(host).withCString({ getaddrinfo($0, nil, &hints, &list) }) == 0 else { return nil }
        defer { freeaddrinfo(list) }
        guard let name = list?.pointee.ai_canonname.map({ Path(cString: $0).bytes }) else { return nil }
        return name.contains(UInt8(ascii: ".")) ? name : nil
    }
}
