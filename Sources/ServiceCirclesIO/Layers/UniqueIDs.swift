import ServiceCircles

/// The ids of a layer's records, made the only ones of the layer, and what is to be said of it.
///
/// > No record is dropped because of its id: collisions inside a layer get `#2`; identical records are one.
///
/// - Complexity: O(1) for a record, whatever the ids; what records say is kept only where they share an id.
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

  /// Records of which the same is to be said: how many, and the first of them.
  private struct Notice {
    var count = 0
    var feature = ""
    var id = ""
    var newID = ""

    mutating func add(_ feature: Int64, id: String, newID: String = "") {
      count += 1
      if count == 1 { (self.feature, self.id, self.newID) = ("\(feature)", id, newID) }
    }
  }

  /// By id, the number of the first record that has it.
  private var first: [String: Int] = [:]
  /// By id that records share, what they say.
  private var contents: [String: Set<Content>] = [:]
  /// By id that records share, the number behind the last one's.
  private var last: [String: Int] = [:]
  /// The ids that were made, with the ids that the records have in the file.
  private(set) var originals: [String: String] = [:]
  private var empty = Notice()
  private var renamed = Notice()
  private var identical = Notice()

  /// How many records say the same as an earlier one.
  var identicalCount: Int { identical.count }

  /// How many records have the id of an earlier one, and say something else.
  var renamedCount: Int { renamed.count }

  /// Notes that a record has no id, and gives the number of its feature instead.
  mutating func numbered(_ feature: Int64) -> String {
    empty.add(feature, id: "")
    return "\(feature)"
  }

  /// Looks at a record with its id.
  ///
  /// - Parameters:
  ///   - id: Its id.
  ///   - number: Its number among the records that are kept.
  ///   - feature: Its number in the file.
  ///   - content: What it says.
  ///   - earlier: What the record of an earlier number says.
  mutating func add(
    _ id: String, number: Int, feature: Int64, _ content: @autoclosure () -> Content,
    earlier: (Int) -> Content
  ) -> Answer {
    guard let before = first[id] else {
      first[id] = number
      // An id that was made for an earlier record may be this one's own.
      return originals[id] == nil ? .own : rename(id, feature)
    }
    if contents[id] == nil { contents[id] = [earlier(before)] }
    guard contents[id, default: []].insert(content()).inserted else {
      identical.add(feature, id: id)
      return .identical
    }
    return rename(id, feature)
  }

  private mutating func rename(_ id: String, _ feature: Int64) -> Answer {
    var number = last[id] ?? 1
    var newID: String
    repeat {
      number += 1
      newID = "\(id)#\(number)"
    } while first[newID] != nil || originals[newID] != nil
    last[id] = number
    originals[newID] = id
    renamed.add(feature, id: id, newID: newID)
    return .renamed(newID)
  }

  /// What is to be said of the ids: one issue for each kind of trouble, however many records have it.
  func issues(role: String, layer: String, field: String) -> [RecordIssue] {
    func issue(_ notice: Notice, _ one: String, _ many: String, _ action: Message) -> RecordIssue? {
      guard notice.count > 0 else { return nil }
      let problem =
        notice.count == 1
        ? Message(one, ["id": notice.id])
        : Message(many, ["id": notice.id, "count": "\(notice.count)"])
      return RecordIssue(
        .warning, role: role, layer: layer, feature: notice.feature, field: field,
        problem: problem, action: action)
    }
    return [
      issue(empty, "place.no_id", "place.no_ids", Message("place.number_taken")),
      issue(
        renamed, "place.duplicate_id", "place.duplicate_ids",
        Message(
          renamed.count == 1 ? "place.renamed" : "place.renamed_all", ["id": renamed.newID])),
      issue(
        identical, "place.identical", "place.identical_many", Message("layer.skipped")),
    ].compactMap { $0 }
  }
}
