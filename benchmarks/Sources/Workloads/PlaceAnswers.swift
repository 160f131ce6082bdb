import DataSets
import Streets

/// The nearest facility of every category for every home, with access legs at both ends.
public struct PlaceAnswers: Sendable {
  private let travel: TravelNetwork
  private let facilities: [[Place]]
  private let homes: [Place]

  /// The number of homes.
  public var homeCount: Int { homes.count }

  /// Prepares the homes and facilities of a data set.
  public init(_ data: DataSet) throws {
    travel = TravelNetwork(try data.network(keeping: .junctions), by: .walk)
    facilities = data.categories.map { data.places(ofCategory: $0) }
    homes = try data.residents().enumerated().map { Place(id: "\($0.offset)", at: $0.element) }
  }

  /// The time field of every category.
  public func fields(within limit: Milliseconds) -> [TimeField] {
    facilities.map { travel.timeField(to: $0, within: limit) }
  }

  /// The answers of all homes in fields, by one worker.
  ///
  /// - Returns: The number of homes that reach a facility of the first category.
  /// - Throws: `CancellationError` when the task is cancelled.
  public func answer(in fields: [TimeField]) async throws -> Int {
    let arrivals = try await travel.arrivals(at: homes, in: fields)
    return (0..<arrivals.count).count { arrivals.arrival($0, in: 0) != nil }
  }
}
