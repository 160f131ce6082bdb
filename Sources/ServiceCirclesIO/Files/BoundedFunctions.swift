import CSpatiaLite
import Foundation

/// SQLite's functions that compare texts piece by piece, in a form that ends.
///
/// SQLite asks its clock between its own steps, and a function is one step: `instr` of two texts of 50 MB takes a
/// week. Here searching takes time in proportion to the text; where that cannot be, a limit holds for the product of
/// both lengths. The results are those of SQLite's own functions.
enum BoundedFunctions {
  /// What the lengths of a text and of a pattern may give when they are multiplied: about a second. A text of a
  /// million bytes may be compared with a pattern of a thousand.
  static let mostSteps = 1_000_000_000

  private typealias Arguments = UnsafeMutablePointer<OpaquePointer?>?

  /// Gives them to a connection, in the place of SQLite's own.
  static func install(in connection: OpaquePointer) {
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | Int32(SQLITE_INNOCUOUS)
    func set(
      _ name: String, _ count: Int32,
      _ body:
        @escaping @convention(c) (
          OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?
        ) -> Void
    ) {
      sqlite3_create_function_v2(connection, name, count, flags, nil, body, nil, nil, nil)
    }
    set("instr", 2) { context, _, values in BoundedFunctions.find(context, values) }
    set("replace", 3) { context, _, values in BoundedFunctions.replace(context, values) }
    for count: Int32 in [2, 3] {
      set("like", count) { context, count, values in
        BoundedFunctions.like(context, count, values)
      }
    }
    set("glob", 2) { context, _, values in BoundedFunctions.glob(context, values) }
    set("trim", 2) { context, _, values in BoundedFunctions.trim(context, values, (true, true)) }
    set("ltrim", 2) { context, _, values in BoundedFunctions.trim(context, values, (true, false)) }
    set("rtrim", 2) { context, _, values in BoundedFunctions.trim(context, values, (false, true)) }
  }

  /// Whether any of the first so many arguments is NULL; the result is then, too.
  private static func haveNull(_ values: Arguments, _ count: Int) -> Bool {
    (0..<count).contains { sqlite3_value_type(values?[$0]) == SQLITE_NULL }
  }

  /// The bytes of a value as text, which stay until the function ends.
  private static func text(_ values: Arguments, _ i: Int) -> UnsafeRawBufferPointer {
    let start = sqlite3_value_text(values?[i])
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(values?[i])))
  }

  private static func blob(_ values: Arguments, _ i: Int) -> UnsafeRawBufferPointer {
    let start = sqlite3_value_blob(values?[i])
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(values?[i])))
  }

  /// Where a text begins in another, at or behind a position; nil where it does not.
  private static func position(
    of part: UnsafeRawBufferPointer, in whole: UnsafeRawBufferPointer, from start: Int
  ) -> Int? {
    guard let base = whole.baseAddress, let wanted = part.baseAddress, start <= whole.count,
      let found = spatialite_shim_find(base + start, whole.count - start, wanted, part.count)
    else { return nil }
    return found - base
  }

  private static func find(_ context: OpaquePointer?, _ values: Arguments) {
    if haveNull(values, 2) { return }
    let areBytes = (0..<2).allSatisfy { sqlite3_value_type(values?[$0]) == SQLITE_BLOB }
    let (whole, part) =
      areBytes
      ? (blob(values, 0), blob(values, 1)) : (text(values, 0), text(values, 1))
    if part.isEmpty { return sqlite3_result_int(context, 1) }
    guard let found = position(of: part, in: whole, from: 0) else {
      return sqlite3_result_int(context, 0)
    }
    // Positions in a text are counted in characters: bytes that do not continue one.
    let before = whole[..<found]
    let count = areBytes ? before.count : before.count { $0 & 0xC0 != 0x80 }
    sqlite3_result_int64(context, Int64(count + 1))
  }

  private static func replace(_ context: OpaquePointer?, _ values: Arguments) {
    if haveNull(values, 2) { return }
    let (whole, part) = (text(values, 0), text(values, 1))
    if part.isEmpty { return sqlite3_result_value(context, values?[0]) }
    if sqlite3_value_type(values?[2]) == SQLITE_NULL { return }
    let other = text(values, 2)
    // Found twice: a list of the places would take several times the memory of the text.
    var (count, next) = (0, 0)
    while let found = position(of: part, in: whole, from: next) {
      count += 1
      next = found + part.count
    }
    let size = whole.count + count * (other.count - part.count)
    let most = sqlite3_limit(sqlite3_context_db_handle(context), SQLITE_LIMIT_LENGTH, -1)
    guard size <= Int(most) else { return sqlite3_result_error_toobig(context) }
    guard let memory = sqlite3_malloc64(sqlite3_uint64(size + 1)) else {
      return sqlite3_result_error_nomem(context)
    }
    var (out, done) = (memory, 0)
    func append(_ bytes: UnsafeRawBufferPointer) {
      if let base = bytes.baseAddress, !bytes.isEmpty {
        out.copyMemory(from: base, byteCount: bytes.count)
        out += bytes.count
      }
    }
    while let place = position(of: part, in: whole, from: done) {
      append(UnsafeRawBufferPointer(rebasing: whole[done..<place]))
      append(other)
      done = place + part.count
    }
    append(UnsafeRawBufferPointer(rebasing: whole[done...]))
    sqlite3_result_text64(
      context, memory.assumingMemoryBound(to: CChar.self), sqlite3_uint64(size), sqlite3_free,
      UInt8(SQLITE_UTF8))
  }

  /// Whether a text may be compared with a pattern; else the function fails.
  private static func areComparable(_ context: OpaquePointer?, _ text: Int, _ pattern: Int) -> Bool
  {
    let (steps, isTooMuch) = text.multipliedReportingOverflow(by: pattern)
    if !isTooMuch, steps <= mostSteps { return true }
    sqlite3_result_error(context, "a text is too long to be compared with such a pattern", -1)
    return false
  }

  /// Whether SQLite was built so that bytes are like nothing.
  private static let bytesAreLikeNothing =
    sqlite3_compileoption_used("LIKE_DOESNT_MATCH_BLOBS") != 0

  /// Gives 0 where a pattern or a text is bytes that are like nothing; whether it did.
  private static func refuseBytes(_ context: OpaquePointer?, _ values: Arguments) -> Bool {
    guard bytesAreLikeNothing,
      (0..<2).contains(where: { sqlite3_value_type(values?[$0]) == SQLITE_BLOB })
    else { return false }
    sqlite3_result_int(context, 0)
    return true
  }

  private static func like(_ context: OpaquePointer?, _ count: Int32, _ values: Arguments) {
    if refuseBytes(context, values) { return }
    var escape: Unicode.Scalar?
    if count == 3 {
      if sqlite3_value_type(values?[2]) == SQLITE_NULL { return }
      let scalars = String(decoding: text(values, 2), as: UTF8.self).unicodeScalars
      guard scalars.count == 1 else {
        return sqlite3_result_error(context, "ESCAPE expression must be a single character", -1)
      }
      escape = scalars.first
    }
    if haveNull(values, 2) { return }
    let (pattern, whole) = (text(values, 0), text(values, 1))
    guard areComparable(context, whole.count, pattern.count) else { return }
    let isLike: Int32
    if let escape, escape == "%" || escape == "_" {
      isLike = sqlite3_strlike(
        escaped(String(decoding: pattern, as: UTF8.self), escape), characters(whole),
        otherEscape.value)
    } else {
      isLike = sqlite3_strlike(characters(pattern), characters(whole), escape?.value ?? 0)
    }
    sqlite3_result_int(context, isLike == 0 ? 1 : 0)
  }

  private static let otherEscape: Unicode.Scalar = "\u{1}"

  /// A pattern with another character for escape, where that is one which else stands for others.
  private static func escaped(_ pattern: String, _ escape: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in pattern.unicodeScalars {
      if !isEscaped, scalar == escape {
        isEscaped = true
        result.append(otherEscape)
        continue
      }
      if !isEscaped, scalar == otherEscape { result.append(otherEscape) }
      result.append(scalar)
      isEscaped = false
    }
    return String(result)
  }

  private static func glob(_ context: OpaquePointer?, _ values: Arguments) {
    if refuseBytes(context, values) || haveNull(values, 2) { return }
    let (pattern, whole) = (text(values, 0), text(values, 1))
    guard areComparable(context, whole.count, pattern.count) else { return }
    let isLike = sqlite3_strglob(characters(pattern), characters(whole))
    sqlite3_result_int(context, isLike == 0 ? 1 : 0)
  }

  /// The same bytes for C, which SQLite ends with a zero.
  private static func characters(_ text: UnsafeRawBufferPointer) -> UnsafePointer<CChar>? {
    text.baseAddress?.assumingMemoryBound(to: CChar.self)
  }

  /// Takes characters of a set away at the ends.
  private static func trim(
    _ context: OpaquePointer?, _ values: Arguments, _ ends: (start: Bool, end: Bool)
  ) {
    if haveNull(values, 2) { return }
    let (whole, set) = (text(values, 0), text(values, 1))
    let starts = set.indices.filter { set[$0] & 0xC0 != 0x80 } + [set.count]
    let characters = Set(zip(starts, starts.dropFirst()).map { Array(set[$0..<$1]) })
    // Most are one byte long.
    var areBytes = [Bool](repeating: false, count: 256)
    for character in characters where character.count == 1 { areBytes[Int(character[0])] = true }
    func isInSet(_ low: Int, _ high: Int) -> Bool {
      high - low == 1
        ? areBytes[Int(whole[low])] : characters.contains(Array(whole[low..<high]))
    }
    var (low, high) = (0, whole.count)
    /// Where the character at a position ends.
    func end(of start: Int) -> Int {
      var end = start + 1
      while end < high, whole[end] & 0xC0 == 0x80 { end += 1 }
      return end
    }
    if ends.start {
      while low < high, isInSet(low, end(of: low)) { low = end(of: low) }
    }
    if ends.end {
      while low < high {
        var start = high - 1
        while start > low, whole[start] & 0xC0 == 0x80 { start -= 1 }
        guard isInSet(start, high) else { break }
        high = start
      }
    }
    let rest = UnsafeRawBufferPointer(rebasing: whole[low..<high])
    spatialite_shim_result_text(
      context, rest.baseAddress?.assumingMemoryBound(to: CChar.self), sqlite3_uint64(rest.count))
  }
}
