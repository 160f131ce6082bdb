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

  /// Why it is not known what is nearest.
  public enum OpenCause: String, Hashable, Sendable, Codable, CaseIterable {
    /// The point lies beyond the data.
    case beyondData = "beyond_data"
    /// Nobody knows where a facility of the kind stands.
    case withoutPlace = "without_place"
    /// A facility may be of the kind, and its record does not say.
    case withoutKind = "without_kind"
    /// The data ends on the way.
    case edge
  }

  /// The nearest facility of a kind; all but ``status`` and ``openCause`` is nil where none is reached in time.
  public struct Answer: Hashable, Sendable {
    /// The time to the nearest facility; nil, too, where something nearer may be there that the data does not have,
    /// see ``latest``.
    public var time: Milliseconds?
    /// The facility's id; nil where ``time`` is.
    public var facilityID: String?
    /// The straight length of the leg from the point to the street, in metres; nil where ``time`` is.
    public var accessMetres: Double?
    /// The time within which a facility is reached for certain.
    public var latest: Milliseconds?
    /// Whether a facility is reached.
    public var status: Status
    /// Why something may be nearer that the data does not have; nil where nothing may.
    public var openCause: OpenCause?

    /// Whether a facility is reached for certain, but not in how many minutes, for something may be nearer.
    public var isTimeOpen: Bool { latest != nil && time == nil }
  }

  /// The kinds, in the order in which they were asked for.
  public let kinds: [String]
  private let fields: [TimeField]
  private let arrivals: PlaceArrivals
  private let limit: Milliseconds
  /// Whether each point lies beyond the streets' extent.
  private let isBeyondData: [Bool]
  /// Whether a facility of each kind may stand anywhere.
  private let isAnywhere: [Bool]

  /// Finds the nearest facilities.
  ///
  /// - Parameters:
  ///   - points: The points.
  ///   - sought: The facilities of every kind.
  ///   - travel: How people travel.
  ///   - limit: The longest time, inclusive.
  ///   - workers: How many tasks share the work; changes nothing in the results.
  ///   - progress: Called with the number of points that are done, from any task.
  /// - Throws: `CancellationError`.
  /// - Complexity: Two searches per kind, then a few microseconds per point and kind.
  public init(
    of points: [Place], to sought: [SoughtFacilities], by travel: TravelNetwork,
    within limit: Milliseconds, workers: Int = 1, progress: (@Sendable (Int) -> Void)? = nil
  ) async throws {
    self.limit = limit
    kinds = sought.map(\.kind)
    isAnywhere = sought.map(\.isAnywhere)
    fields = try await travel.timeFields(
      to: sought.map(\.places), within: limit, workers: workers, progress: nil)
    isBeyondData = points.map { travel.network.isUnknown(around: $0) }
    arrivals = try await travel.arrivals(
      at: points, in: fields + zip(fields, sought).map { $0.open($1.open) },
      workers: workers, progress: progress)
  }

  /// The field of a kind, by its number in ``kinds``.
  package func field(ofKind kind: Int) -> TimeField { fields[kind] }

  /// The answer of a point, by its number, and a kind, by its number in ``kinds``.
  public func answer(ofPoint point: Int, kind: Int) -> Answer {
    let arrival = arrivals.arrival(point, in: kind)
    let optimistic = arrivals.arrival(point, in: kinds.count + kind)
    let touchesStreet = arrivals.touchesStreet(point)
    let mayStandThere = isAnywhere[kind] && touchesStreet
    let found = HomeAnswers.Answer(
      nearest: arrival.map { ($0.time, $0.facility) },
      open: .earliest(
        isBeyondData: isBeyondData[point], isAnywhere: mayStandThere, optimistic),
      isReachable: arrival != nil)
    var answer = Answer(status: .unknown)
    if !found.isTimeCertain {
      answer.openCause =
        isBeyondData[point]
        ? .beyondData
        : mayStandThere ? .withoutPlace : optimistic?.facility == nil ? .edge : .withoutKind
    }
    switch found.state(within: limit) {
    case .covered:
      guard let arrival, let facility = arrival.facility else { return answer }
      answer.status = .covered
      answer.latest = arrival.time
      guard found.isTimeCertain else { return answer }
      answer.time = arrival.time
      answer.facilityID = fields[kind].facilities[facility].id
      answer.accessMetres = arrival.accessMetres
    case .unknown: break
    case .uncovered: answer.status = touchesStreet ? .uncovered : .offNetwork
    }
    return answer
  }
}
