import CGDAL
import Foundation

/// Looks through the features of GeoJSON for names that are there twice, of which GDAL takes the last, and for values
/// that GDAL would make something else of: `true` is 1 in a column of numbers, and a text ends at its first NUL. In the
/// attributes of ESRI's JSON, whose columns have declared types, every value may be made another.
///
/// - Complexity: O(n) in the bytes of the file; of features nothing is kept but such values.
struct JSONCells {
  /// The names that are twice in some feature.
  private(set) var repeated: [String] = []
  /// A member that some feature has twice: its properties, its geometry; nil where none has.
  private(set) var repeatedMember: String?
  /// Such values: the number of the feature in the file, the name, and the text.
  private(set) var values: [(feature: Int, name: String, text: String)] = []
  /// How many objects of properties there are.
  private(set) var count = 0
  /// Whether there are comments or single quotes, which GDAL reads though they are no JSON.
  private(set) var isForeign = false
  /// What the file says of its reference system, a name or an address; nil where it says nothing.
  private(set) var system: String?
  /// Within how many containers the object of the reference system lies; nil outside it.
  private var systemDepth: Int?
  /// Whether all values are kept, for their columns have declared types.
  private let keepsAll: Bool

  private enum Container { case object, array, properties }
  private enum Token { case none, string, literal, number }

  private static let quote = UInt8(ascii: "\"")
  private static let names: [[UInt8]] = [Array("properties".utf8), Array("attributes".utf8)]
  private static let systemName = Array("crs".utf8)
  private static let systemNames: [[UInt8]] = [Array("name".utf8), Array("href".utf8)]
  /// What a feature has once.
  private static let members = names + [Array("geometry".utf8)]
  /// Only texts that may hold a NUL are looked at: `\u0000`.
  private static let mostTextBytes = 4096

  private var open: [Container] = []
  /// By open container: which of ``members`` it has had, as bits.
  private var seen: [UInt8] = []
  /// The members that some feature has twice.
  private var repeatedMembers: Set<Int> = []
  private var isAmongNumbers = false
  private var token = Token.none
  private var isEscaped = false
  private var text: [UInt8] = []
  /// Whether the text that is read is kept: names, and values of properties.
  private var isKept = false
  /// Whether a name comes next in the innermost object.
  private var expectsName = false
  /// The last name of the innermost object outside properties, or of properties.
  private var name: [UInt8] = []
  private var property = 0

  private var columns: [[UInt8]] = []
  private var columnOfName: [[UInt8]: Int] = [:]
  /// By column: the last feature that has it.
  private var lastFeature: [Int] = []
  private var repeatedColumns: Set<Int> = []
  /// The column after the one that was last found: features mostly have the same names in the same order.
  private var next = 0

  /// Reads a file, in an archive or not.
  ///
  /// - Parameter keepsAll: Whether all values are kept, numbers among them.
  init(_ path: String, keepsAll: Bool = false) {
    self.keepsAll = keepsAll
    guard let file = VSIFOpenL(path, "rb") else { return }
    defer { _ = VSIFCloseL(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = VSIFReadL(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      buffer.withUnsafeBufferPointer { buffer in
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
    repeatedMember = repeatedMembers.min().map { String(decoding: Self.members[$0], as: UTF8.self) }
  }

  private mutating func read(_ byte: UInt8) {
    switch token {
    case .string:
      if isKept { text.append(byte) }
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == Self.quote {
        token = .none
        if isKept { endText() }
      } else if text.count > Self.mostTextBytes, !expectsName {
        // Longer values are not looked at.
        isKept = false
        text.removeAll(keepingCapacity: true)
      }
      return
    case .literal:
      if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) {
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
        endLiteral()
      }
    case .none: break
    }
    switch byte {
    case Self.quote:
      token = .string
      text.removeAll(keepingCapacity: true)
      isKept = expectsName || open.last == .properties || systemDepth != nil
    case UInt8(ascii: "{"):
      if open.count == 1, !expectsName, name == Self.systemName { systemDepth = 1 }
      let isOwn =
        systemDepth == nil && !expectsName && open.last == .object && !open.contains(.properties)
      let isProperties = isOwn && Self.names.contains(name)
      open.append(isProperties ? .properties : .object)
      seen.append(0)
      expectsName = true
      if isProperties {
        count += 1
        next = 0
      }
    case UInt8(ascii: "["):
      if keepsAll, open.last == .properties { note("[…]") }
      open.append(.array)
      seen.append(0)
      expectsName = false
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      open.removeLast(open.isEmpty ? 0 : 1)
      seen.removeLast(seen.isEmpty ? 0 : 1)
      if let depth = systemDepth, open.count <= depth { systemDepth = nil }
      expectsName = false
      name.removeAll(keepingCapacity: true)
    case UInt8(ascii: ","): expectsName = open.last == .object || open.last == .properties
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      guard open.last == .properties, !expectsName else { break }
      token = .literal
      text.removeAll(keepingCapacity: true)
      text.append(byte)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      guard keepsAll, open.last == .properties, !expectsName else { break }
      token = .number
      text.removeAll(keepingCapacity: true)
      text.append(byte)
    case UInt8(ascii: "/"), UInt8(ascii: "'"): isForeign = true
    default: break
    }
  }

  private mutating func endText() {
    text.removeLast()
    if expectsName {
      expectsName = false
      name = plain(text)
      if open.last == .properties { property = column(name) }
      if open.last == .object, let member = Self.members.firstIndex(of: name), !seen.isEmpty {
        let bit = UInt8(1) << member
        // Within properties it is anything.
        if seen[seen.count - 1] & bit != 0, !open.contains(.properties) {
          repeatedMembers.insert(member)
        }
        seen[seen.count - 1] |= bit
      }
    } else if systemDepth != nil {
      if Self.systemNames.contains(name) { system = String(decoding: plain(text), as: UTF8.self) }
    } else if keepsAll, open.last == .properties {
      note(String(decoding: plain(text), as: UTF8.self))
    } else if text.contains(UInt8(ascii: "\\")) {
      let text = String(decoding: plain(text), as: UTF8.self)
      if text.contains("\0") { note(text) }
    }
  }

  private mutating func endLiteral() { note(String(decoding: text, as: UTF8.self)) }

  private mutating func note(_ text: String) {
    guard columns.indices.contains(property) else { return }
    values.append((count - 1, String(decoding: columns[property], as: UTF8.self), text))
  }

  /// The number of a name, which is noted where the feature has had it.
  private mutating func column(_ name: [UInt8]) -> Int {
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

extension StoredCells {
  /// Values of GeoJSON that the columns of its layer do not hold.
  init(_ found: JSONCells, in opened: OpenedLayer) {
    self.init()
    let layer = opened.layer
    let definition = OGR_L_GetLayerDefn(layer)
    let numbers = Dictionary(
      opened.columns.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    let values = found.values.compactMap { value -> (feature: Int, field: Int32, text: String)? in
      guard let field = numbers[value.name] else { return nil }
      // A column of nothing but yes and no, or of texts, says what the file says; days are numbers in ESRI's JSON.
      let type = OGR_FD_GetFieldDefn(definition, field)
      if ![OFTString, OFTInteger, OFTInteger64, OFTReal].contains(OGR_Fld_GetType(type)) {
        return value.text.contains("\0") ? (value.feature, field, value.text) : nil
      }
      let isYesOrNo =
        OGR_Fld_GetSubType(type) == OFSTBoolean || OGR_Fld_GetType(type) == OFTString
      return isYesOrNo && !value.text.contains("\0") ? nil : (value.feature, field, value.text)
    }
    if values.isEmpty { return }
    // Without a condition its features are those of the file in their order.
    OGR_L_SetAttributeFilter(layer, nil)
    OGR_L_ResetReading(layer)
    var ids: [Int64] = []
    while let feature = OGR_L_GetNextFeature(layer) {
      ids.append(OGR_F_GetFID(feature))
      OGR_F_Destroy(feature)
    }
    if let filter = opened.source.filter { OGR_L_SetAttributeFilter(layer, filter) }
    OGR_L_ResetReading(layer)
    guard ids.count == found.count else { return }
    for value in values { note(value.text, feature: ids[value.feature], field: value.field) }
  }
}
