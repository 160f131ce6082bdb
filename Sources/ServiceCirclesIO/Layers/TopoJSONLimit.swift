import CGDAL
import Foundation

/// How many points the shapes of a TopoJSON file have: each names the arcs that it is made of by their numbers, and
/// a small file can name a long arc many thousand times.
enum TopoJSONLimit {
  /// A border is an arc of the shapes on both sides of it, and a point takes more than two bytes. So a file of
  /// people's has fewer points in all its shapes than bytes.
  private static let alwaysAllowed = 1_000_000

  /// Looks at a file before GDAL opens it.
  ///
  /// - Throws: ``LayerError`` of the reason shapesAreTooLarge.
  static func check(_ source: LayerSource) throws(LayerError) {
    guard LayerFormats.drivers(of: source.path).contains("TopoJSON"),
      let file = VSIFOpenL(source.path, "rb")
    else { return }
    defer { VSIFCloseL(file) }
    var reader = TopologyReader()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var bytes = 0
    while case let count = VSIFReadL(&buffer, 1, buffer.count, file), count > 0 {
      // GDAL looks for the word in the same place.
      if bytes == 0, !TopologyReader.mayBegin(buffer.prefix(count)) { return }
      bytes += count
      for byte in buffer.prefix(count) { reader.take(byte) }
    }
    if reader.isForeign { throw LayerError(.notJSON, file: source.shownPath) }
    guard reader.pointCount <= max(alwaysAllowed, bytes) else {
      throw LayerError(.shapesAreTooLarge, file: source.shownPath)
    }
  }
}

/// Reads of a TopoJSON file how many points each arc has, and which arcs its shapes name.
private struct TopologyReader {
  /// What a bracket holds.
  private enum Holder {
    case object, arcs, arc, references, other
  }

  private var holders: [Holder] = []
  /// The points of each arc, in order.
  private var arcs: [Int] = []
  /// The numbers of arcs that shapes name.
  private var references: [Int] = []
  /// The last text or number, as it is written.
  private var token: [UInt8] = []
  /// The key behind which something stands.
  private var key: [UInt8] = []
  /// The quote that a text has begun with, and whether the next byte is a part of it, whatever it is.
  private var quote: UInt8?
  private var isEscaped = false
  /// Whether something stands between the texts that is no JSON: GDAL reads over comments, which may hold quotes, and
  /// numbers with zeros before them, as many as there are.
  private(set) var isForeign = false

  /// No number of an arc is longer.
  private static let mostDigits = 20

  /// Whether a file that begins so may be TopoJSON.
  static func mayBegin(_ start: ArraySlice<UInt8>) -> Bool {
    Data(start).range(of: Data("Topology".utf8)) != nil
  }

  /// How many points all shapes have together.
  var pointCount: Int {
    var sum = 0
    for reference in references {
      // The number of an arc that is gone through from its end is one's complement of its own.
      let number = reference < 0 ? ~reference : reference
      if number < arcs.count { sum = sum.addingReportingOverflow(arcs[number]).partialValue }
    }
    return sum
  }

  /// Takes the next byte.
  mutating func take(_ byte: UInt8) {
    if let quote {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == quote {
        self.quote = nil
        return
      }
      if token.count < 100 { token.append(byte) }
      return
    }
    switch byte {
    case UInt8(ascii: "/"): isForeign = true
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      quote = byte
      token = []
    case UInt8(ascii: ":"):
      key = token
      token = []
    case UInt8(ascii: "{"): open(.object)
    case UInt8(ascii: "["): open(content)
    case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","):
      endValue()
      if byte != UInt8(ascii: ",") { _ = holders.popLast() }
    default:
      if token.count < 100, byte > 0x20 { token.append(byte) }
    }
  }

  private mutating func open(_ holder: Holder) {
    switch holder {
    case .arcs: arcs = []
    case .arc: arcs.append(0)
    default: break
    }
    if holders.last == .arc, !arcs.isEmpty { arcs[arcs.count - 1] += 1 }
    holders.append(holder)
    (key, token) = ([], [])
  }

  /// What the bracket that opens now holds.
  private var content: Holder {
    switch holders.last {
    case .object: isArcs ? (holders.count == 1 ? .arcs : .references) : .other
    case .arcs: .arc
    case .references: .references
    default: .other
    }
  }

  /// Whether the key is `arcs`, in whatever way it is written.
  private var isArcs: Bool {
    if !key.contains(UInt8(ascii: "\\")) { return key.elementsEqual("arcs".utf8) }
    let text = "[\"" + String(decoding: key, as: UTF8.self) + "\"]"
    return (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) == ["arcs"]
  }

  private mutating func endValue() {
    if holders.last == .references, !token.isEmpty {
      let digits = token.first == UInt8(ascii: "-") ? token.dropFirst() : token[...]
      if token.count > Self.mostDigits || digits.count > 1 && digits.first == UInt8(ascii: "0") {
        isForeign = true
      }
      if let number = Int(String(decoding: token, as: UTF8.self)) { references.append(number) }
    }
    token = []
  }
}
