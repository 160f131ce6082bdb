import Foundation
import ServiceCirclesIO
import Synchronization

/// Ends the command in one line where it cannot go on: above all where memory runs out, which Swift and the
/// libraries of C and C++ answer with a signal and not with an error.
///
/// The handler of a signal may interrupt anything, so it does only what is allowed there: it writes a line that was
/// made before, gives back memory that was set aside, wakes a thread that has waited since the start, and waits
/// for it. That thread removes the temporary files and ends the program.
enum Crashes {
  private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGSEGV, SIGFPE]

  /// What the handler works with, made before there is need of it.
  private struct Kit: @unchecked Sendable {
    /// The line for memory that ran out, and for any other fault, as bytes.
    let outOfMemory: UnsafeMutableBufferPointer<UInt8>
    let fault: UnsafeMutableBufferPointer<UInt8>
    let messages: Int32
    /// The two ends of the pipe that wakes the waiting thread.
    let listening: Int32
    let waking: Int32
    let reserve: UnsafeMutableRawPointer?
  }

  private static let reserveBytes = 32 << 20
  /// How long the removal of temporary files may take, in milliseconds; a lock that the fault has left held
  /// must not keep the command from ending.
  private static let patience: Int32 = 5000

  private nonisolated(unsafe) static var kit: Kit?
  private static let hasBegun = Atomic(false)

  /// Begins to watch. A developer who has asked Swift's runtime for its own report gets that instead.
  static func watch() {
    guard getenv("SWIFT_BACKTRACE") == nil, let kit = makeKit() else { return }
    self.kit = kit
    // Initialised here, and not for the first time inside a handler.
    _ = hasBegun.load(ordering: .relaxed)
    let thread = Thread {
      var byte: UInt8 = 0
      while read(kit.listening, &byte, 1) < 0, errno == EINTR {}
      Signals.temporaryFiles.removeAll { _exit(CommandFailure.Code.software.rawValue) }
    }
    thread.start()
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Crashes.end() }
    action.sa_flags = SA_NODEFER
    for number in signals { sigaction(number, &action, nil) }
  }

  private static func makeKit() -> Kit? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // Address space only, until it is given back.
    let reserve = mmap(
      nil, reserveBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    return Kit(
      outOfMemory: line("command.out_of_memory"), fault: line("command.crashed"),
      messages: StandardStreams.messages, listening: ends[0], waking: ends[1],
      reserve: reserve == MAP_FAILED ? nil : reserve)
  }

  private static func line(_ key: String) -> UnsafeMutableBufferPointer<UInt8> {
    let bytes = Array("circles: \(Interface.text(key))\n".utf8)
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = buffer.initialize(from: bytes)
    return buffer
  }

  /// The handler; it does not return.
  private static func end() {
    if !hasBegun.exchange(true, ordering: .sequentiallyConsistent), let kit {
      let line = isMemoryShort() ? kit.outOfMemory : kit.fault
      _ = write(kit.messages, line.baseAddress, line.count)
      if let reserve = kit.reserve { munmap(reserve, reserveBytes) }
      var byte: UInt8 = 0
      _ = write(kit.waking, &byte, 1)
      // The waiting thread ends the program.
      poll(nil, 0, patience)
      _exit(CommandFailure.Code.software.rawValue)
    }
    // Another thread has begun, and meanwhile this one must not go on.
    poll(nil, 0, 2 * patience)
    _exit(CommandFailure.Code.software.rawValue)
  }

  /// Whether the system refuses as much memory again as the program has: who doubles an array asks for about that.
  private static func isMemoryShort() -> Bool {
    let file = open("/proc/self/statm", O_RDONLY)
    guard file >= 0 else { return false }
    defer { close(file) }
    var digits: UInt64 = 0
    // The first number is the size in pages; eight digits are 400 GB.
    let count = withUnsafeMutableBytes(of: &digits) { read(file, $0.baseAddress, $0.count) }
    var pages = 0
    withUnsafeBytes(of: &digits) { bytes in
      for i in 0..<max(0, count) {
        guard bytes[i] >= 48, bytes[i] <= 57 else { break }
        pages = pages &* 10 &+ Int(bytes[i]) &- 48
      }
    }
    let more = mmap(nil, pages &* 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard more != MAP_FAILED else { return true }
    munmap(more, pages &* 4096)
    return false
  }
}
