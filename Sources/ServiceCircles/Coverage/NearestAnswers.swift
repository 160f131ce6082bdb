import Streets

/// The nearest facility of every kind for each of many points.
public struct NearestAnswers: Sendable {
  /// What is known of a point and a kind.
  public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
    /// A facility is reached in time.
    case covered
    /// None is reached in time.
    case uncovered
    /// None is reached in time, but the data ends on the way or the point lies beyond it, or a facility of the
    /// kind may stand anywhere, or at a place that is reached: what is there is not known.
    case unknown
    /// No street lies within reach of the point.
    case offNetwork = "off_network"
  }

  /// The nearest facility of a kind; all but `status` is nil where none is reached in time.
  public struct Answer: Hashable, Sendable {
    /// The time to the nearest facility.
    public var time: Milliseconds?
    /// The facility's id.
    public var facilityID: String?
    /// The straight length of the leg from the point to the street, in metres.
    public var accessMetres: Double?
    /// Whether a facility is reached.
    public var status: Status
  }

  /// The kinds, sorted.
  public let kinds: [String]
  private let fields: [TimeField]
  private let arrivals: PlaceArrivals
  /// Whether each point lies beyond the streets' extent.
  private let isBeyondData: [Bool]
  /// Whether a facility of each kind may stand anywhere.
  private let isAnywhere: [Bool]

  /// Finds the nearest facilities.
  ///
  /// - Parameters:
  ///   - points: The points.
  ///   - facilities: Facilities with the kind each stands for; equal kinds are searched together.
  ///   - unlocated: The kinds of facilities of which nobody knows where they stand; empty for one that may be of
  ///     any kind.
  ///   - unknown: Places of facilities that may be of any kind.
  ///   - travel: How people travel.
  ///   - limit: The longest time, inclusive.
  ///   - workers: How many tasks share the work; changes nothing in the results.
  ///   - progress: Called with the number of points that are done, from any task.
  /// - Throws: `CancellationError`.
  /// - Complexity: Two searches per kind, then a few microseconds per point and kind.
  public init(
    of points: [Place], to facilities: [(kind: String, place: Place)],
    unlocated: Set<String> = [], ofUnknownKind unknown: [Place] = [], by travel: TravelNetwork,
    within limit: Milliseconds,
    workers: Int = 1, progress: (@Sendable (Int) -> Void)? = nil
  ) async throws {
    let groups = Dictionary(grouping: facilities, by: \.kind)
    let kinds = Set(groups.keys).union(unlocated.filter { !$0.isEmpty }).sorted()
    isAnywhere = kinds.map { unlocated.contains($0) || unlocated.contains("") }
    let fields = try await travel.timeFields(
      to: kinds.map { (groups[$0] ?? []).map(\.place) }, within: limit, workers: workers,
      progress: nil)
    self.kinds = kinds
    self.fields = fields
    isBeyondData = points.map { travel.network.isUnknown(around: $0) }
    arrivals = try await travel.arrivals(
      at: points,
      in: fields
        + fields.map { (unknown.isEmpty ? $0 : $0.adding(unknown)).optimistic() },
      workers: workers, progress: progress)
  }

  /// The answer of a point, by its number, and a kind, by its number in ``kinds``.
  public func answer(ofPoint point: Int, kind: Int) -> Answer {
    if let arrival = arrivals.arrival(point, in: kind), let facility = arrival.facility {
      return Answer(
        time: arrival.time, facilityID: fields[kind].facilities[facility].id,
        accessMetres: arrival.accessMetres, status: .covered)
    }
    if isBeyondData[point] { return Answer(status: .unknown) }
    guard arrivals.touchesStreet(point) else { return Answer(status: .offNetwork) }
    if isAnywhere[kind] { return Answer(status: .unknown) }
    let isReachedOptimistically = arrivals.arrival(point, in: kinds.count + kind) != nil
    return Answer(status: isReachedOptimistically ? .unknown : .uncovered)
  }
}
