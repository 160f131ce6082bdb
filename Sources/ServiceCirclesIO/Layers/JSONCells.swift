import CGDAL
import Foundation

/// Looks through the features of GeoJSON for names that are there twice, of which GDAL takes the last, and for values
/// that GDAL would make something else of: `true` is 1 in a column of numbers, and a text ends at its first NUL. In the
/// attributes of ESRI's JSON, whose columns have declared types, every value may be made another, and so may those of
/// a feature that has no properties: GDAL takes its own members for them, each as a text.
///
/// - Complexity: O(n) in the bytes of the file; of features nothing is kept but such values.
struct JSONCells {
  /// A value as the file has it.
  struct Value {
    /// The number of the feature in the file.
    var feature: Int
    var name: String
    var text: String
    /// Whether it is the feature's own member, in the place of a property.
    var isBare = false
  }

  /// The names that are twice in some feature.
  private(set) var repeated: [String] = []
  /// A name that an object of the file has twice, a feature its properties or the file its features; nil where none
  /// has. Of properties it is said by column.
  private(set) var repeatedMember: String?
  /// Such values.
  private(set) var values: [Value] = []
  /// How many features there are.
  private(set) var count = 0
  /// Whether there is what GDAL reads though it is no JSON: comments, single quotes, words, bytes of 0, and NULs where
  /// nothing but a value of a feature may have any.
  private(set) var isForeign = false
  /// What the file says of its reference system, a name or an address; nil where it says nothing.
  private(set) var system: String?
  /// Within how many containers the object of the reference system lies; nil outside it.
  private var systemDepth: Int?
  /// Within how many containers the properties lie that are being read; nil outside them.
  private var propertiesDepth: Int?

  /// The format's name for GDAL.
  private let format: String
  /// Whether all values are kept, for their columns have declared types.
  private var keepsAll: Bool { format == "ESRIJSON" }
  /// What a feature keeps its properties in.
  private let member: [UInt8]

  private enum Container { case object, array, features, feature, properties }
  private enum Token { case none, string, literal, number }

  private static let quote = UInt8(ascii: "\"")
  private static let systemName = Array("crs".utf8)
  private static let systemNames: [[UInt8]] = [Array("name".utf8), Array("href".utf8)]
  private static let featuresName = Array("features".utf8)
  /// Names that GDAL knows in capitals, too.
  private static let members = Set(
    [
      "attributes", "coordinates", "crs", "features", "geometries", "geometry", "href", "paths",
      "points", "properties", "rings", "spatialreference", "type", "wkid", "x", "y",
    ].map { Array($0.utf8) })
  /// Members of a feature that are never properties.
  private static let ownMembers = Set(
    ["type", "geometry", "centroid", "bbox", "center", "id", "properties"].map { Array($0.utf8) })
  /// Of longer texts only the beginning is kept.
  private static let mostTextBytes = 4096

  private var open: [Container] = []
  /// By open container: the names that it has had, but for those of properties and within them.
  private var seen: [JSONNames] = []
  private var isAmongNumbers = false
  private var token = Token.none
  private var isEscaped = false
  private var text: [UInt8] = []
  /// Whether the text that is read is kept: names, and values of properties.
  private var isKept = false
  /// Whether it is longer than what is kept of it.
  private var isCut = false
  /// How many zeros have come of the escape `\u0000`; nil outside an escape of four digits.
  private var zeros: Int?
  /// Whether the text has a NUL in it.
  private var hasNUL = false
  /// Whether there was a byte of 0.
  private var hasZeroByte = false
  /// Whether a name comes next in the innermost object.
  private var expectsName = false
  /// The last name of the innermost object outside properties, or of properties.
  private var name: [UInt8] = []
  private var property = 0
  /// The members of the feature that is being read, in case that it has no properties.
  private var bare: [(name: String, text: String)] = []
  /// Whether it has properties, whatever they are.
  private var hasProperties = false

  private var columns: [[UInt8]] = []
  private var columnOfName: [[UInt8]: Int] = [:]
  /// By column: the last feature that has it.
  private var lastFeature: [Int] = []
  private var repeatedColumns: Set<Int> = []
  /// The column after the one that was last found: features mostly have the same names in the same order.
  private var next = 0

  /// Reads a file, in an archive or not.
  ///
  /// - Parameter format: The format's name for GDAL: GeoJSON, GeoJSONSeq, ESRIJSON or TopoJSON.
  init(_ path: String, format: String = "GeoJSON") {
    self.format = format
    member = Array((format == "ESRIJSON" ? "attributes" : "properties").utf8)
    guard let file = VSIFOpenL(path, "rb") else { return }
    defer { _ = VSIFCloseL(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = VSIFReadL(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      buffer.withUnsafeBufferPointer { buffer in
        findZeroBytes(UnsafeBufferPointer(rebasing: buffer[..<count]))
        for byte in buffer[..<count] {
          // Most of a file are the numbers of coordinates, and the commas between them.
          if isAmongNumbers, byte < UInt8(ascii: "["), byte != Self.quote {
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "'") { isForeign = true }
            continue
          }
          read(byte)
          isAmongNumbers = token == .none && open.last == .array
        }
      }
    }
    repeated =
      repeatedColumns.sorted().map { String(decoding: columns[$0], as: UTF8.self) }
  }

  /// Some programs fill the end of a file with bytes of 0; elsewhere a text ends there for GDAL.
  private mutating func findZeroBytes(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress,
      hasZeroByte || memchr(start, 0, bytes.count) != nil
    else { return }
    let first = hasZeroByte ? 0 : bytes.firstIndex(of: 0) ?? 0
    hasZeroByte = true
    if bytes[first...].contains(where: { $0 > 0x20 }) { isForeign = true }
  }

  private mutating func read(_ byte: UInt8) {
    switch token {
    case .string: return readText(byte)
    case .literal:
      if Self.isLetter(byte) {
        text.append(byte)
        return
      }
      token = .none
      endLiteral()
    case .number:
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
        text.append(byte)
        return
      default:
        token = .none
        endNumber()
      }
    case .none: break
    }
    switch byte {
    case Self.quote:
      if !expectsName { beginValue() }
      token = .string
      text.removeAll(keepingCapacity: true)
      (isKept, isCut, hasNUL, zeros) = (
        isOfInterest || expectsName || systemDepth != nil, false, false, nil
      )
    case UInt8(ascii: "{"): openObject()
    case UInt8(ascii: "["): openArray()
    case UInt8(ascii: "}"), UInt8(ascii: "]"): close()
    case UInt8(ascii: ","):
      expectsName = open.last == .object || open.last == .feature || open.last == .properties
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      if isOfInterest, !expectsName { begin(.number, byte) }
    case UInt8(ascii: "/"), UInt8(ascii: "'"): isForeign = true
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      if isOfInterest, !expectsName { begin(.literal, byte) }
    default: break
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private mutating func readText(_ byte: UInt8) {
    if isKept { text.append(byte) }
    if isEscaped {
      isEscaped = false
      zeros = byte == UInt8(ascii: "u") ? 0 : nil
      return
    }
    if let count = zeros {
      zeros = byte == UInt8(ascii: "0") && count < 3 ? count + 1 : nil
      if byte == UInt8(ascii: "0"), count == 3 { hasNUL = true }
    }
    if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == Self.quote {
      token = .none
      endText()
    } else if isKept, !expectsName, text.count > Self.mostTextBytes {
      (isKept, isCut) = (false, true)
    }
  }

  private mutating func begin(_ token: Token, _ byte: UInt8) {
    if token == .number { beginValue() }
    self.token = token
    text.removeAll(keepingCapacity: true)
    text.append(byte)
  }

  /// Whether values of the innermost container are looked at: those of properties, and what may be in their place.
  private var isOfInterest: Bool { open.last == .properties || open.last == .feature }

  /// Notes that a value follows which is not null.
  private mutating func beginValue() {
    if open.last == .feature, name == member { hasProperties = true }
  }

  private mutating func openObject() {
    beginValue()
    let isWithin = propertiesDepth != nil || systemDepth != nil
    if open.count == 1, !expectsName, name == Self.systemName, !isWithin { systemDepth = 1 }
    let isAnywhere = format == "TopoJSON" && open.last == .object
    if !isWithin, systemDepth == nil, name == member, open.last == .feature || isAnywhere {
      propertiesDepth = open.count
      open.append(.properties)
      if isAnywhere { count += 1 }
      next = 0
    } else {
      noteContainer("{…}")
      let isRoot = open.isEmpty && (format == "GeoJSON" || format == "GeoJSONSeq")
      let isFeature = open.last == .features || isRoot
      open.append(isFeature ? .feature : .object)
      if isFeature {
        count += 1
        hasProperties = false
        bare.removeAll(keepingCapacity: true)
      }
    }
    seen.append(JSONNames())
    name.removeAll(keepingCapacity: true)
    expectsName = true
  }

  private mutating func openArray() {
    beginValue()
    noteContainer("[…]")
    let isFeatures = open.count == 1 && name == Self.featuresName && format != "TopoJSON"
    if isFeatures, open[0] == .feature, format == "GeoJSON" {
      // It is a collection.
      open[0] = .object
      count -= 1
      if bare.contains(where: { $0.text.contains("\0") }) { isForeign = true }
      bare.removeAll(keepingCapacity: true)
    }
    open.append(isFeatures && open[0] == .object ? .features : .array)
    seen.append(JSONNames())
    expectsName = false
  }

  private mutating func close() {
    let closed = open.popLast()
    seen.removeLast(seen.isEmpty ? 0 : 1)
    if closed == .feature { endFeature() }
    if let depth = systemDepth, open.count <= depth { systemDepth = nil }
    if let depth = propertiesDepth, open.count <= depth { propertiesDepth = nil }
    expectsName = false
    name.removeAll(keepingCapacity: true)
  }

  /// A feature without properties has its own members in their place.
  private mutating func endFeature() {
    if !hasProperties, !keepsAll {
      values += bare.map {
        Value(feature: count - 1, name: $0.name, text: $0.text, isBare: true)
      }
    }
    bare.removeAll(keepingCapacity: true)
  }

  private mutating func endText() {
    if isKept { text.removeLast() }
    if expectsName {
      expectsName = false
      name = plain(text)
      if open.last == .properties || propertiesDepth == nil, hasNUL { isForeign = true }
      if open.last == .properties { property = column(name) } else { checkRepeated() }
    } else if systemDepth != nil {
      if hasNUL { isForeign = true }
      if Self.systemNames.contains(name) { system = String(decoding: plain(text), as: UTF8.self) }
    } else if isOfInterest {
      if hasNUL, open.last == .feature, Self.ownMembers.contains(name) { isForeign = true }
      if open.last == .feature || keepsAll || hasNUL {
        let text = String(decoding: plain(text), as: UTF8.self)
        note(isCut ? text + "…" : text)
      }
    } else if propertiesDepth == nil, hasNUL {
      isForeign = true
    }
  }

  /// Looks whether the innermost object has had the name that was read last.
  private mutating func checkRepeated() {
    guard propertiesDepth == nil, !seen.isEmpty else { return }
    if name.contains(where: Self.isCapital) {
      let lowercase = Self.lowercase(name)
      if Self.members.contains(lowercase) { name = lowercase }
    }
    if !seen[seen.count - 1].insert(name), repeatedMember == nil {
      repeatedMember = String(decoding: name, as: UTF8.self)
    }
  }

  private static func lowercase(_ name: [UInt8]) -> [UInt8] {
    name.map { isCapital($0) ? $0 + 32 : $0 }
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private mutating func endLiteral() {
    switch String(decoding: text, as: UTF8.self) {
    case "null": return
    case "true": note("true")
    case "false": note("false")
    case "NaN", "Infinity":
      if keepsAll || open.last == .feature { note(String(decoding: text, as: UTF8.self)) }
    default: isForeign = true
    }
    beginValue()
  }

  private mutating func endNumber() {
    guard keepsAll || open.last == .feature else { return }
    let number = String(decoding: text, as: UTF8.self)
    // JSON writes large numbers with an exponent, tables do not.
    let hasExponent = text.contains { $0 | 0x20 == UInt8(ascii: "e") }
    note(hasExponent ? Double(number).map { FieldText.text(of: $0) } ?? number : number)
  }

  private mutating func noteContainer(_ text: String) {
    if open.last == .feature || keepsAll && open.last == .properties { note(text) }
  }

  /// Notes a value of the innermost container.
  private mutating func note(_ text: String) {
    if open.last == .feature {
      if keepsAll || hasProperties || Self.ownMembers.contains(name) { return }
      bare.append((String(decoding: name, as: UTF8.self), text))
    } else if columns.indices.contains(property) {
      values.append(
        Value(
          feature: count - 1, name: String(decoding: columns[property], as: UTF8.self), text: text))
    }
  }

  /// The number of a name, which is noted where the feature has had it.
  private mutating func column(_ name: [UInt8]) -> Int {
    // The columns of ESRI's JSON are declared, and their names are found in capitals, too.
    let name = keepsAll ? Self.lowercase(name) : name
    var found = next
    if next >= columns.count || columns[next] != name {
      found = columnOfName[name] ?? columns.count
      if found == columns.count {
        columnOfName[name] = found
        columns.append(name)
        lastFeature.append(0)
      }
    }
    if lastFeature[found] == count { repeatedColumns.insert(found) }
    lastFeature[found] = count
    next = found + 1
    return found
  }

  /// A text of JSON without its escapes.
  private func plain(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "\\")),
      let plain = try? JSONDecoder().decode(
        String.self, from: Data([Self.quote] + text + [Self.quote]))
    else { return text }
    return Array(plain.utf8)
  }
}
