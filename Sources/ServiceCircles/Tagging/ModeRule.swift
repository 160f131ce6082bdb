import Yams

/// The rule by which one mode uses streets.
struct ModeRule: Sendable {
  /// Whether a mode may use a street.
  enum Access { case open, closed, unsuitable }

  /// The sense in which it may use it.
  enum Direction { case both, forward, backward }

  private var highways: Set<String> = []
  private var highwaysWhenAllowed: Set<String> = []
  private var excluded = TagValues()
  /// From the most specific to the most general.
  private var accessKeys: [String] = []
  /// Nil: any value that is not denied.
  private var allowed: Set<String>?
  private var explicitlyAllowed: Set<String> = []
  private var denied: Set<String> = []
  private var oneway: Oneway?

  struct Oneway: Sendable {
    var forward: Set<String> = []
    var backward: Set<String> = []
    var implied = TagValues()
    var lifted = TagValues()
  }

  /// The keys of the tags that decide.
  var keys: [String] {
    ["highway"] + accessKeys + excluded.keys
      + (oneway.map { ["oneway"] + $0.implied.keys + $0.lifted.keys } ?? [])
  }

  init(_ node: Node) throws(TableError) {
    for (key, value) in try YAMLReading.entries(
      node, known: ["highways", "highways_when_allowed", "access", "excluded", "oneway"])
    {
      switch key {
      case "highways": highways = Set(try YAMLReading.texts(value))
      case "highways_when_allowed": highwaysWhenAllowed = Set(try YAMLReading.texts(value))
      case "excluded": excluded = try YAMLReading.tagValues(value)
      case "access": try readAccess(value)
      default: oneway = try ModeRule.readOneway(value)
      }
    }
  }

  private mutating func readAccess(_ node: Node) throws(TableError) {
    var explicit: [String]?
    for (key, value) in try YAMLReading.entries(
      node, known: ["keys", "allowed", "denied", "explicitly_allowed"])
    {
      let texts = try YAMLReading.texts(value)
      switch key {
      case "keys": accessKeys = texts
      case "allowed": allowed = texts == ["any"] ? nil : Set(texts)
      case "denied": denied = Set(texts)
      default: explicit = texts
      }
    }
    explicitlyAllowed = explicit.map { Set($0) } ?? allowed ?? []
  }

  private static func readOneway(_ node: Node) throws(TableError) -> Oneway {
    var oneway = Oneway()
    for (key, value) in try YAMLReading.entries(
      node, known: ["forward", "backward", "implied", "lifted"])
    {
      switch key {
      case "forward": oneway.forward = Set(try YAMLReading.texts(value))
      case "backward": oneway.backward = Set(try YAMLReading.texts(value))
      case "implied": oneway.implied = try YAMLReading.tagValues(value)
      default: oneway.lifted = try YAMLReading.tagValues(value)
      }
    }
    return oneway
  }

  /// Whether it is a kind of street that the mode uses, always or where a sign allows it.
  func names(highway: String) -> Bool {
    highways.contains(highway) || highwaysWhenAllowed.contains(highway)
  }

  func access(_ value: (String) -> String) -> Access {
    let highway = value("highway")
    if highwaysWhenAllowed.contains(highway) {
      guard let key = accessKeys.first, explicitlyAllowed.contains(value(key)) else {
        return .unsuitable
      }
    } else if !highways.contains(highway) {
      return .unsuitable
    }
    if excluded.anyHolds(value) { return .unsuitable }
    for key in accessKeys {
      let text = value(key)
      if text.isEmpty { continue }
      if denied.contains(text) { return .closed }
      if allowed?.contains(text) ?? true { return .open }
    }
    return .open
  }

  func direction(_ value: (String) -> String) -> Direction {
    guard let oneway, !oneway.lifted.anyHolds(value) else { return .both }
    let text = value("oneway")
    if oneway.forward.contains(text) { return .forward }
    if oneway.backward.contains(text) { return .backward }
    return text.isEmpty && oneway.implied.anyHolds(value) ? .forward : .both
  }
}
