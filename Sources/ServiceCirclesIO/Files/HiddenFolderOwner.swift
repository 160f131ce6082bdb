import Foundation

/// The process that made a hidden folder, as the folder's name tells it: `PID-START-MACHINE-BOOT`.
///
/// The number of a process means nothing on another machine that shares the folder, and is given again after the
/// process has ended: so the time of its start belongs to it.
struct HiddenFolderOwner {
  private let process: pid_t
  /// When it started, in the system's own measure; 0 where that is not known.
  private let start: UInt64
  private let machine: String
  private let boot: String

  private init(process: pid_t, start: UInt64, machine: String, boot: String) {
    (self.process, self.start, self.machine, self.boot) = (process, start, machine, boot)
  }

  /// This process.
  static let current = HiddenFolderOwner(
    process: getpid(), start: startTime(of: getpid()) ?? 0, machine: thisMachine, boot: thisBoot)

  /// What a folder's name holds.
  var name: String { "\(process)-\(start)-\(machine)-\(boot)" }

  /// The owner in a name, with a random number at its end; nil in any other name.
  init?(_ name: Substring) {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard let process = parts.first.flatMap({ pid_t($0) }), process > 0,
      parts.last.flatMap({ UInt32($0) }) != nil
    else { return nil }
    switch parts.count {
    // A name of former versions.
    case 2: self.init(process: process, start: 0, machine: Self.thisMachine, boot: Self.thisBoot)
    case 5:
      guard let start = UInt64(parts[1]) else { return nil }
      self.init(process: process, start: start, machine: parts[2], boot: parts[3])
    default: return nil
    }
  }

  /// Whether what happens to the process can be told from here: containers have names of their own, but
  /// share one start of the system with its locks.
  var isOfThisMachine: Bool {
    machine == Self.thisMachine || !boot.isEmpty && boot == Self.thisBoot
  }

  /// Whether the process, of this machine, has ended.
  var isGone: Bool {
    if boot != Self.thisBoot { return true }
    // A process of another container has its number there.
    guard machine == Self.thisMachine else { return false }
    if kill(process, 0) != 0, errno == ESRCH { return true }
    guard start != 0, let now = Self.startTime(of: process) else { return false }
    return now != start
  }

  private static let thisMachine: String = {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let text = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return String(text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(24))
  }()

  /// Which start of the system this is; empty where the system does not say.
  private static let thisBoot = String(
    FileStart("/proc/sys/kernel/random/boot_id").firstLine.prefix(8))

  /// When a process started, in ticks since the system did; nil where that is not known.
  private static func startTime(of process: pid_t) -> UInt64? {
    let line = String(decoding: FileStart("/proc/\(process)/stat").bytes, as: UTF8.self)
    // The name of the program, in brackets, may hold anything.
    guard let end = line.lastIndex(of: ")") else { return nil }
    let fields = line[end...].split(separator: " ")
    return fields.count > 20 ? UInt64(fields[20]) : nil
  }
}
