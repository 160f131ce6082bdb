/// A junction, an end or a bend of a street.
public struct StreetNode: Hashable, Sendable {
  /// Its position in the working plane.
  public var position: PlanePoint
  /// Whether the data ends here though the street goes on: a way loses its next node, or leaves the extent.
  public var isCut: Bool

  /// A node at a place of the working plane.
  public init(_ position: PlanePoint, isCut: Bool = false) {
    self.position = position
    self.isCut = isCut
  }
}

/// One straight piece of a street between two nodes, the form in which streets are handed in.
///
/// A ``StreetNetwork`` joins segments into edges between junctions; a bend needs no treatment of its own.
public struct StreetSegment: Hashable, Sendable {
  /// The index of the node where it begins.
  public var from: Int32
  /// The index of the node where it ends; may equal ``from``.
  public var to: Int32
  /// Its length on the ground in metres (geodesic, not planar), at least 0.
  public var lengthMetres: Double
  /// The modes that may go from ``from`` to ``to``.
  public var forward: ModeSet
  /// The modes that may go from ``to`` to ``from``.
  public var backward: ModeSet
  /// Whether it is closed to the public, and whether legs may end on it.
  public var traits: Traits
  /// The index of the street's name in the names handed in beside the segments, or -1.
  public var name: Int32

  /// A segment between two nodes.
  public init(
    from: Int32, to: Int32, lengthMetres: Double, forward: ModeSet, backward: ModeSet,
    traits: Traits = [], name: Int32 = -1
  ) {
    self.from = from
    self.to = to
    self.lengthMetres = lengthMetres
    self.forward = forward
    self.backward = backward
    self.traits = traits
    self.name = name
  }

  /// Properties of a segment that hold for all modes.
  public struct Traits: OptionSet, Hashable, Sendable {
    /// The traits as a number, one bit each.
    public let rawValue: UInt8
    /// The traits whose bits are 1 in a number.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Closed to the public; kept for residents' gates, not used by searches. ``StreetSegment/forward``
    /// and ``StreetSegment/backward`` then say who could use it if it were open.
    public static let restricted = Traits(rawValue: 1)
    /// In a tunnel or on a bridge: nobody steps off the street here, so no access leg ends on it.
    public static let noAccess = Traits(rawValue: 2)
  }
}
