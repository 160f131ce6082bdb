import Foundation
import PlaneGeometry
import ServiceCircles
import ServiceCirclesIO
import Streets

/// What the homes of new-build projects reach, before and after the facilities that come with them.
struct ProjectCircles {
  let plane: WorkingPlane
  /// What was read.
  let rows: [InputRow]
  private(set) var issues: [RecordIssue]
  let assessment: Assessment

  private let projector: Projector

  /// Reads streets and facilities, and searches the fields of all services once.
  ///
  /// Of `projects`, those of the file `list`, the ones with a position are asked about.
  init(
    network: String, facilities: [String], standard: RuleSet, projects: [BuildProject],
    of list: String,
    _ common: CommonOptions
  ) throws {
    var file = ProjectFile()
    file.streets = network
    file.facilities = facilities.map {
      ProjectFile.Facilities(source: $0 == "osm" ? nil : LayerSource(argument: $0))
    }
    common.say("command.reading_streets", ["file": network])
    let read = try StreetsAndFacilities(file)
    plane = read.plane
    rows = read.rows
    issues = read.issues
    let projector = try Projector(plane)
    self.projector = projector
    func forward(_ p: BuildProject.Position) -> PlanePoint? {
      projector.forward(GeographicPoint(longitude: p.longitude, latitude: p.latitude))
    }
    var inputs = Assessment.Inputs(
      streets: read.streets, communities: [], residences: [], facilities: read.facilities)
    for project in projects {
      guard let position = project.position else { continue }
      let places = [position] + project.facilities.compactMap(\.position)
      guard places.allSatisfy({ forward($0) != nil }), let point = forward(position) else {
        issues.append(
          RecordIssue(
            .warning, role: "projects", layer: list, feature: project.id, field: "lon",
            problem: Message("layer.outside_world"), action: Message("check.no_circles")))
        continue
      }
      inputs.communities.append(
        Community(id: project.id, setting: project.setting ?? .urban, region: .init(), polygons: [])
      )
      inputs.residences.append(
        Residence(place: Place(id: project.id, at: point), households: 1, communityID: project.id))
    }
    assessment = Assessment(
      standard: standard, inputs: inputs, options: Assessment.Options(workers: common.jobs)
    ).prepared()
  }

  private func point(at position: BuildProject.Position) -> PlanePoint? {
    projector.forward(GeographicPoint(longitude: position.longitude, latitude: position.latitude))
  }

  /// What a project's homes reach; nothing where it has no position.
  func reach(of project: BuildProject) async throws -> ProjectReach? {
    guard project.position != nil else { return nil }
    let own = assessment.restricted(to: [project.id])
    guard !own.inputs.communities.isEmpty else { return nil }
    let before = try await own.run().coverage
    let added = facilities(of: project)
    let after = added.isEmpty ? before : try await own.applying(.init(added: added)).run().coverage
    return ProjectReach(
      standard: assessment.standard, before: before, after: after, planned: added.count,
      isSettingKnown: project.setting != nil)
  }

  private func facilities(of project: BuildProject) -> [Facility] {
    var facilities: [Facility] = []
    for (i, planned) in project.facilities.enumerated() {
      guard let point = (planned.position ?? project.position).flatMap(point) else { continue }
      facilities.append(
        Facility(
          place: Place(id: "\(project.id)/\(i + 1)", at: point), kind: planned.kind,
          geometry: .point(Coordinate(x: point.x, y: point.y))))
    }
    return facilities
  }
}
