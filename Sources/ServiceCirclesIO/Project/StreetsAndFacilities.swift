import PlaneGeometry
import ServiceCircles
import Streets

/// The streets and facilities of a project without its communities and homes.
public struct StreetsAndFacilities: Sendable {
  /// The streets.
  public let streets: StreetNetwork
  /// The facilities, each id once.
  public let facilities: [Facility]
  /// The plane they are in.
  public let plane: WorkingPlane
  /// What was odd in them.
  public let issues: [RecordIssue]
  /// A row for every layer that was read.
  public let rows: [InputRow]

  /// Reads them.
  ///
  /// - Throws: as ``ProjectInputs/init(_:)``; ``LayerError`` of the reason roleNeedsStreets without streets.
  public init(_ project: ProjectFile) throws {
    for source in ProjectInputs.sources(of: project) { try source.check() }
    var reading = try InputReading(project)
    guard let streets = try reading.streets() else {
      throw LayerError(.roleNeedsStreets("facilities"), file: project.path)
    }
    self.streets = streets
    facilities = try reading.facilities()
    plane = reading.plane
    issues = reading.issues
    rows = reading.rows
  }
}
