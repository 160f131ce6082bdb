/// The ids of a layer's records, made the only ones of the layer.
///
/// > No record is dropped because of its id: collisions inside a layer get `#2`; identical records are one.
struct UniqueIDs<Content: Hashable> {
  /// What becomes of a record.
  enum Answer: Hashable {
    /// It has its id for itself.
    case own
    /// An earlier record has its id; this is its new one.
    case renamed(String)
    /// An earlier record says the same.
    case identical
  }

  /// The first record of every id, and how many came since.
  private var first: [String: Content] = [:]
  private var count: [String: Int] = [:]
  /// The records that share an id.
  private var seen: [String: Set<Content>] = [:]
  private var taken: Set<String> = []

  /// Looks at a record with its id.
  ///
  /// - Complexity: O(1) each, whatever the ids.
  mutating func add(_ id: String, _ content: @autoclosure () -> Content) -> Answer {
    let content = content()
    guard let before = first[id] else {
      first[id] = content
      // An id that was made for an earlier record may be this one's own.
      guard taken.insert(id).inserted else { return rename(id) }
      return .own
    }
    if before == content { return .identical }
    guard seen[id, default: []].insert(content).inserted else { return .identical }
    return rename(id)
  }

  private mutating func rename(_ id: String) -> Answer {
    var number = count[id] ?? 1
    var new: String
    repeat {
      number += 1
      new = "\(id)#\(number)"
    } while !taken.insert(new).inserted
    count[id] = number
    return .renamed(new)
  }
}
