import Foundation
import PlaneGeometry
import ServiceCircles
import Streets

/// The inputs of a project, read: what an assessment takes, and what a report says of where it came from.
public struct ProjectInputs: Sendable {
  /// What is assessed.
  public private(set) var inputs: Assessment.Inputs
  /// The plane of the run.
  public let plane: WorkingPlane
  /// What was odd in the inputs, in the order of reading.
  public private(set) var issues: [RecordIssue]
  /// A row for every layer that was read.
  public private(set) var rows: [InputRow]
  /// What stands for residential land: none, community, or the layer.
  public let landLabel: String

  /// Looks whether the layers of a project are there, before long work is done.
  ///
  /// - Throws: ``LayerError`` of the reason notFound.
  public static func check(_ project: ProjectFile) throws(LayerError) {
    for source in sources(of: project) { try source.check() }
  }

  /// The layers of a project, without its OpenStreetMap file.
  public static func sources(of project: ProjectFile) -> [LayerSource] {
    var sources = project.facilities.compactMap(\.source)
    if let communities = project.communities { sources.append(communities.source) }
    if let residences = project.residences { sources.append(residences.source) }
    if case .layer(let source) = project.land { sources.append(source) }
    sources += project.registers.map(\.source)
    return sources
  }

  /// Reads the inputs of a project.
  ///
  /// - Throws: ``LayerError``, ``OSMFileError``, ``ReportError`` and `GeometryError` where a layer as a
  ///   whole cannot be read.
  public init(_ project: ProjectFile) throws {
    var reading = try InputReading(project)
    let streets = try reading.streets()
    var communities = try reading.communities()
    let registers = try reading.registers(&communities)
    let residences = try reading.residences()
    let facilities = try reading.facilities()
    let land = try reading.land()
    plane = reading.plane
    issues = reading.issues
    rows = reading.rows
    landLabel = reading.landLabel
    inputs = Assessment.Inputs(
      streets: streets, communities: communities, residences: residences, facilities: facilities,
      land: land, registers: registers)
  }

  /// Keeps the communities of one region: by its name or code, or by the beginning of their ids.
  ///
  /// - Throws: ``LayerError`` of the reason noSuchRegion where none is left.
  public mutating func keep(only region: String) throws(LayerError) {
    let kept = inputs.communities.filter { community in
      let r = community.region
      return community.id.hasPrefix(region) || community.name == region
        || [r.township, r.county, r.prefecture, r.province].contains(region)
    }
    guard !kept.isEmpty else {
      throw LayerError(
        .noSuchRegion(region),
        file: rows.first { $0.role == "communities" }?.path ?? "")
    }
    // Of a region that is kept in part a register says more than its communities here.
    func names(_ communities: [Community]) -> Set<String> {
      Set(
        communities.flatMap { community -> [String] in
          let r = community.region
          return [
            r.township.map { "township:\($0)" }, r.county.map { "county:\($0)" },
            r.prefecture.map { "prefecture:\($0)" }, r.province.map { "province:\($0)" },
          ].compactMap { $0 }
        })
    }
    let keptIDs = Set(kept.map(\.id))
    let whole = names(kept).subtracting(
      names(inputs.communities.filter { !keptIDs.contains($0.id) }))
    inputs.registers.removeAll { !whole.contains("\($0.level.rawValue):\($0.region)") }
    inputs.communities = kept
  }
}
