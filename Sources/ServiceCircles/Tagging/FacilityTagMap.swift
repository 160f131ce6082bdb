import Yams

/// Which tagged objects are facilities, and of which kinds, as data.
package struct FacilityTagMap: Sendable {
  private struct Description: Sendable {
    var kind: FacilityKind
    var tags: TagValues
    var unless: TagValues
  }

  private var descriptions: [Description] = []
  private var unless = TagValues()
  private var keysByValue: Set<String> = []

  /// The map of OpenStreetMap tags that comes with this library.
  package static let openStreetMap: FacilityTagMap = {
    do {
      return try FacilityTagMap(
        yaml: String(decoding: PackageResources.osm_facilities_yaml, as: UTF8.self))
    } catch {
      preconditionFailure("osm-facilities.yaml: \(error)")
    }
  }()

  /// A map in the form of `osm-facilities.yaml`.
  ///
  /// - Throws: ``TableError`` with the first thing that is wrong.
  package init(yaml: String) throws(TableError) {
    let root = try YAMLReading.root(yaml)
    for (key, value) in try YAMLReading.entries(root, known: ["unless", "by_value", "kinds"]) {
      switch key {
      case "unless": unless = try YAMLReading.tagValues(value)
      case "by_value": keysByValue = Set(try YAMLReading.texts(value))
      default: try readKinds(value)
      }
    }
  }

  /// The kinds that tags tell.
  package var knownKinds: Set<FacilityKind> { Set(descriptions.map(\.kind)) }

  private mutating func readKinds(_ node: Node) throws(TableError) {
    for (code, list) in try YAMLReading.entries(node) {
      guard let kind = FacilityKind(code: code), !kind.name.isEmpty else {
        throw TableError("'\(code)' is no kind of facility", at: list)
      }
      guard case .sequence(let sequence) = list else {
        throw TableError("expected a list of descriptions", at: list)
      }
      for item in sequence {
        var tags: [(key: String, values: [String])] = []
        var unless = TagValues()
        for (key, value) in try YAMLReading.entries(item) {
          if key == "unless" {
            unless = try YAMLReading.tagValues(value)
          } else {
            tags.append((key, try YAMLReading.texts(value)))
          }
        }
        guard !tags.isEmpty else { throw TableError("a description without tags", at: item) }
        descriptions.append(Description(kind: kind, tags: TagValues(tags), unless: unless))
      }
    }
  }

  /// The kinds that the map knows, sorted.
  package var kinds: [FacilityKind] { Set(descriptions.map(\.kind)).sorted() }

  /// The tags that tell a kind, each description in one text: `amenity=clinic|doctors`, further keys with ` + `.
  package func tags(of kind: FacilityKind) -> [String] {
    descriptions.filter { $0.kind == kind }.map(\.tags.text)
  }

  /// Every key that decides, sorted.
  package var keys: [String] {
    Set(descriptions.flatMap { $0.tags.keys + $0.unless.keys } + unless.keys).sorted()
  }

  /// The tags to look for in a file: objects without any of them are no facilities. Any value counts
  /// where it is nil.
  package var filters: [(key: String, value: String?)] {
    var byKey: Set<String> = []
    var byValue: [String: Set<String>] = [:]
    for description in descriptions {
      guard let first = description.tags.conditions.first else { continue }
      if keysByValue.contains(first.key), first.prefixes.isEmpty {
        byValue[first.key, default: []].formUnion(first.values)
      } else {
        byKey.insert(first.key)
      }
    }
    return byKey.sorted().map { ($0, nil) }
      + byValue.filter { !byKey.contains($0.key) }.sorted { $0.key < $1.key }
      .flatMap { key, values in values.sorted().map { (key, $0) } }
  }

  /// The kinds that an object with these tags serves, sorted.
  ///
  /// - Parameter value: the value of a key, empty where the object has no such tag.
  package func kinds(of value: (String) -> String) -> [FacilityKind] {
    var kinds: Set<FacilityKind> = []
    for description in descriptions where !kinds.contains(description.kind) {
      if description.tags.allHold(value), !description.unless.anyHolds(value) {
        kinds.insert(description.kind)
      }
    }
    return kinds.isEmpty || unless.anyHolds(value) ? [] : kinds.sorted()
  }
}
