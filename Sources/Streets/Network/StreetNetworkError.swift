/// Why streets could not be made into a network.
public enum StreetNetworkError: Error, Hashable, Sendable {
  /// A node's position is not a finite number.
  case positionNotFinite(node: Int)
  /// A segment names a node, or a name, that does not exist.
  case unknownReference(segment: Int)
  /// A segment's length is negative, not a number, or longer than the way round the Earth (41,000 km).
  case lengthOutOfRange(segment: Int)
  /// More than a billion nodes or half a billion segments.
  case tooLarge
}
