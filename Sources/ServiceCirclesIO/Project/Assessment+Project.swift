import Foundation
import PlaneGeometry
import ServiceCircles
import Streets

/// How far the reading of a project is.
public enum ReadingProgress: Hashable, Sendable {
  /// A role is being read: streets, communities, registers, residences, facilities, land.
  case reading(role: String, file: String)
  /// Something is odd about how layers lie to each other or to the working plane, and the run goes on.
  case remarked(RecordIssue)
  /// Everything is read.
  case read(communities: Int, residences: Int, facilities: Int, hasStreets: Bool)
}

extension Assessment {
  /// Reads the inputs of a project.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - region: The region whose communities are assessed, by its name or code, or the beginning of its
  ///     communities' ids; nil for all.
  ///   - circles: Which service circles are drawn.
  ///   - workers: How many tasks share the work; one a processor when nil.
  ///   - progress: Called before a role is read, and at the end.
  /// - Throws: ``LayerError``, ``OSMFileError``, ``ReportError`` and `GeometryError` where a layer as a whole
  ///   cannot be read; `ExtentError` where layers do not lie on each other, or the working plane does not suit
  ///   them; `CancellationError`.
  public init(
    _ project: ProjectFile, only region: String? = nil,
    circles: AssessmentOptions.DrawnCircles = .all, workers: Int? = nil,
    progress: (@Sendable (ReadingProgress) -> Void)? = nil
  ) async throws {
    let startedAt = Date()
    try project.checkLayers()
    let inputs = try await AssessmentInputs(project, only: region, progress)
    progress?(
      .read(
        communities: inputs.communities.count, residences: inputs.residences.count,
        facilities: inputs.facilities.count, hasStreets: inputs.streets != nil))
    var options = AssessmentOptions(project, workers: workers)
    options.circles = circles
    // Some of the communities are no whole region.
    options.covers = region == nil ? project.covers : nil
    self.init(
      standard: project.standard, inputs: inputs, options: options, startedAt: startedAt)
  }
}

extension AssessmentOptions {
  /// The options that a project states.
  init(_ project: ProjectFile, workers: Int?) {
    self.init(
      profiles: project.profiles,
      workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
    acceptsLosses = project.acceptsLosses
    if let metres = project.accessMetres { accessMetres = metres }
    if let detour = project.detour { self.detour = detour }
  }
}

extension AssessmentInputs {
  /// Reads the layers of a project one after the other, and holds them against each other.
  fileprivate init(
    _ project: ProjectFile, only region: String?,
    _ progress: (@Sendable (ReadingProgress) -> Void)?
  ) async throws {
    func begin(_ role: String, _ file: String?) throws {
      try Task.checkCancellation()
      if let file { progress?(.reading(role: role, file: file)) }
    }
    try begin("streets", project.streets)
    var reading = try InputReading(project)
    let streets = try reading.streets()
    try begin("communities", project.communities?.source.shownPath)
    var communities = try reading.communities()
    try begin("registers", project.registers.first?.source.shownPath)
    let registers = try reading.registers(&communities)
    try begin("residences", project.residences?.source.shownPath)
    let residences = try reading.residences(of: communities)
    try begin("facilities", project.facilities.first?.source?.shownPath)
    let facilities = try reading.facilities(of: communities)
    try begin("land", nil)
    let land = try reading.land()
    self.init(
      plane: reading.plane, streets: streets, communities: communities, residences: residences,
      facilities: facilities, land: land, landLabel: reading.landLabel, registers: registers,
      setting: project.setting, unusableCommunities: reading.unusableCommunities,
      unusableResidences: reading.unusableResidences,
      unusableFacilities: reading.unusableFacilities, sources: reading.sources)
    if let region, !restrict(toRegion: region) {
      // Registers may name what the communities have codes for.
      let codes = reading.registeredNames[region.trimmingBlanks] ?? []
      guard codes.count == 1, let code = codes.first, restrict(toRegion: code) else {
        throw LayerError(
          codes.count > 1 ? .severalRegions(region, codes: codes.sorted()) : .noSuchRegion(region),
          file: sources.first { $0.role == "communities" }?.path ?? "")
      }
    }
    try reading.holdTogether(self.communities, of: communities, facilities)
    issues = reading.issues
    for remark in reading.remarks { progress?(.remarked(remark)) }
  }
}
