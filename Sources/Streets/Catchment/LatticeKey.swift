/// The name of a point of a border: on a side of the lattice, or inside a cell of it.
struct LatticeKey: Hashable, Sendable {
  enum Kind: UInt64 {
    /// On the side from (x, y) to (x + 1, y).
    case level
    /// On the side from (x, y) to (x, y + 1).
    case upright
    /// Inside the cell whose lower left corner is (x, y), where three or more catchments meet.
    case junction
    /// A second such point of that cell.
    case secondJunction
  }

  private let bits: UInt64

  init(_ kind: Kind, _ x: Int32, _ y: Int32) {
    let low = UInt64(UInt32(bitPattern: x) & 0x7fff_ffff)
    let high = UInt64(UInt32(bitPattern: y) & 0x7fff_ffff)
    bits = kind.rawValue << 62 | high << 31 | low
  }

  /// Whether three or more catchments meet there.
  var isJunction: Bool { bits >> 63 != 0 }
}
