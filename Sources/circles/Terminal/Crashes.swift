import Foundation
import ServiceCirclesIO

/// Ends the command with one line where it cannot go on, above all where memory runs out: Swift and the
/// libraries of C and C++ then raise a signal instead of an error.
///
/// The handler of a signal may interrupt anything, so it does only what is allowed there: it writes a line that was
/// made before, gives back memory that was set aside, wakes a thread that has waited since the start, and waits
/// for that thread, which removes the temporary files and ends the program. The handler uses nothing for which
/// Swift allocates memory, such as strings or the metadata of generic types.
enum Crashes {
  private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGSEGV, SIGFPE]

  /// What the handler works with, made in advance.
  private struct Kit: @unchecked Sendable {
    /// The line for memory that ran out, and for any other fault, as bytes.
    let outOfMemory: UnsafeMutableBufferPointer<UInt8>
    let fault: UnsafeMutableBufferPointer<UInt8>
    let messages: Int32
    /// A pipe with one byte in it: the thread that reads the byte ends the program.
    let token: Int32
    /// `/proc/self/statm`, which begins with the size of the program in pages.
    let size: Int32
    /// The two ends of the pipe that wakes the waiting thread.
    let listening: Int32
    let waking: Int32
    let reserve: UnsafeMutableRawPointer?
  }

  private static let reserveBytes = 32 << 20
  /// How long the removal of temporary files may take, in milliseconds; a lock that the fault has left held
  /// must not keep the command from ending.
  private static let patience: Int32 = 5000
  /// How long the program may idle while no thread can be started.
  private static let mostIdleSeconds = 5

  private static let kit = makeKit()

  /// Installs the handler, unless `SWIFT_BACKTRACE` asks for the report of Swift's runtime instead.
  static func watch() {
    guard getenv("SWIFT_BACKTRACE") == nil, let kit else { return }
    let thread = Thread {
      wait(for: kit)
      Signals.temporaryFiles.removeAll { _exit(CommandFailure.Code.software.rawValue) }
    }
    thread.start()
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Crashes.end() }
    action.sa_flags = SA_NODEFER
    for number in signals { sigaction(number, &action, nil) }
  }

  private static func makeKit() -> Kit? {
    guard let token = makePipe(), let bell = makePipe() else { return nil }
    var byte: UInt8 = 0
    guard write(token.end, &byte, 1) == 1, fcntl(token.start, F_SETFL, O_NONBLOCK) == 0 else {
      return nil
    }
    // Address space only, until it is given back.
    let reserve = mmap(
      nil, reserveBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    return Kit(
      outOfMemory: line("command.out_of_memory"), fault: line("command.crashed"),
      messages: StandardStreams.messages, token: token.start,
      size: open("/proc/self/statm", O_RDONLY | O_CLOEXEC), listening: bell.start,
      waking: bell.end,
      reserve: reserve == MAP_FAILED ? nil : reserve)
  }

  private static func makePipe() -> (start: Int32, end: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func line(_ key: String) -> UnsafeMutableBufferPointer<UInt8> {
    let bytes = Array("circles: \(Interface.text(key))\n".utf8)
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = buffer.initialize(from: bytes)
    return buffer
  }

  /// Waits until there is something to end.
  ///
  /// Either a handler wakes the thread, or the program idles: a thread pool to which the system refuses another
  /// thread, because there is no memory for its stack, retries for ever.
  private static func wait(for kit: Kit) {
    var listening = pollfd(fd: kit.listening, events: Int16(POLLIN), revents: 0)
    var idleSeconds = 0
    var before = clock()
    while poll(&listening, 1, 1000) <= 0 {
      let now = clock()
      let isIdle = now - before < CLOCKS_PER_SEC / 20 && !canStartThread()
      idleSeconds = isIdle ? idleSeconds + 1 : 0
      before = now
      if idleSeconds == mostIdleSeconds, isFirst(kit) {
        tell(kit.outOfMemory, kit)
        return
      }
    }
  }

  private static func canStartThread() -> Bool {
    var thread = pthread_t()
    guard pthread_create(&thread, nil, { _ in nil }, nil) == 0 else { return false }
    pthread_join(thread, nil)
    return true
  }

  /// Whether no other thread has begun to end the program; claims the token.
  private static func isFirst(_ kit: Kit) -> Bool {
    var byte: UInt8 = 0
    return read(kit.token, &byte, 1) == 1
  }

  /// Writes the line, and frees the reserved memory for what is still to be done.
  private static func tell(_ line: UnsafeMutableBufferPointer<UInt8>, _ kit: Kit) {
    _ = write(kit.messages, line.baseAddress, line.count)
    if let reserve = kit.reserve { munmap(reserve, reserveBytes) }
  }

  /// The handler; it does not return.
  private static func end() {
    if let kit, isFirst(kit) {
      tell(isMemoryShort() ? kit.outOfMemory : kit.fault, kit)
      var byte: UInt8 = 0
      _ = write(kit.waking, &byte, 1)
      // The waiting thread ends the program.
      poll(nil, 0, patience)
      _exit(CommandFailure.Code.software.rawValue)
    }
    // Another thread is ending the program; this one must not go on meanwhile.
    poll(nil, 0, 2 * patience)
    _exit(CommandFailure.Code.software.rawValue)
  }

  /// Whether the system refuses as much memory again as the program has, about what doubling an array asks for.
  static func isMemoryShort() -> Bool {
    guard let kit else { return false }
    // The first number is the size in pages, its first digit in the lowest byte; eight digits are 400 GB.
    var digits: UInt = 0
    guard pread(kit.size, &digits, 8, 0) > 0 else { return false }
    var pages: UInt = 0
    while digits & 0xFF >= 48, digits & 0xFF <= 57 {
      pages = pages &* 10 &+ (digits & 0xFF) &- 48
      digits = digits &>> 8
    }
    let bytes = Int(bitPattern: pages &* 4096)
    let more = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard more != MAP_FAILED else { return true }
    munmap(more, bytes)
    return false
  }
}
