import PlaneGeometry
import Streets

/// A check whose projects are placed and whose fields are searched.
public struct PreparedCheck: Sendable {
  /// What is checked.
  let check: ProjectCheck
  /// The working plane.
  let plane: WorkingPlane

  /// The projects' places, by the number of the record; nil where one has none.
  private let positions: [PlanePoint?]
  private let placed: [PlacedProject?]
  private let searches: TravelPasses?
  /// Projects without a place, those whose places the plane does not have, and those that are far from all
  /// streets.
  private let placementIssues: [RecordIssue]
  /// Why nothing is found of what a project's homes reach, by the project's id.
  private let unplaced: [String: RecordIssue]
  /// Homes and planned facilities that no street leads to, by the project's id.
  private let remarksOnPlaces: [String: [RecordIssue]]

  init(
    _ check: ProjectCheck, progress: (@Sendable (ProjectCheck.Progress) -> Void)?
  ) async throws {
    self.check = check
    let inputs = check.inputs
    plane = try inputs.plane ?? Self.plane(around: inputs.records)
    let projector = try Projector(plane)
    var positions: [PlanePoint?] = []
    var placed: [PlacedProject?] = []
    var issues: [RecordIssue] = []
    for record in inputs.records {
      let position = record.project?.position.flatMap { projector.forward($0) }
      positions.append(position)
      guard inputs.streets != nil, let project = record.project else {
        placed.append(nil)
        continue
      }
      func leaveOut(_ problem: String, _ action: String) {
        issues.append(
          RecordIssue(
            .warning, role: "projects", layer: inputs.list, feature: project.id, field: "lon",
            problem: Message(problem), action: Message(action)))
      }
      let inPlane = PlacedProject(project, projector, check.standard)
      placed.append(inPlane)
      if inPlane == nil, project.position?.isOrigin == true {
        leaveOut("project.at_origin", "project.no_circles")
      } else if project.position == nil {
        leaveOut("project.no_position", "project.no_circles_without")
      } else if inPlane == nil {
        leaveOut("layer.outside_world", "project.no_circles")
      }
    }
    if let streets = inputs.streets {
      let ground = Ground(
        streets, file: inputs.streetsFile, plane: plane, accessMetres: check.options.accessMetres)
      issues += try ground.keepNear(&placed, of: inputs)
    }
    self.positions = positions
    self.placed = placed
    unplaced = Dictionary(
      issues.filter { $0.field == "lon" }.map { ($0.feature, $0) },
      uniquingKeysWith: { first, _ in first })
    let apart = issues.filter { $0.field != "lon" }
    guard let streets = inputs.streets else {
      searches = nil
      placementIssues = issues
      remarksOnPlaces = Dictionary(grouping: apart, by: \.feature)
      return
    }
    let settings = Set(placed.compactMap { $0 }.map { $0.setting ?? .urban })
    searches = try await TravelPasses(
      check.judgedRules.filter { judged in settings.contains { judged.rule.applies(to: $0) } },
      of: check.standard,
      AssessmentInputs(
        streets: streets, communities: [], residences: [], facilities: inputs.facilities,
        unusableFacilities: inputs.unusableFacilities, sources: inputs.sources),
      check.options
    ) { progress?(.searching($0, of: $1)) }
    let told = Set(apart.map { [$0.feature, $0.field] })
    let offStreets =
      searches?.walk.map { walk in
        placed.compactMap { $0 }.flatMap { $0.offStreets(of: walk, layer: inputs.list) }
          // Of what is far from all streets that was said.
          .filter { !told.contains([$0.feature, $0.field]) }
      } ?? []
    placementIssues = issues + offStreets
    remarksOnPlaces = Dictionary(grouping: apart + offStreets, by: \.feature)
  }

  /// Runs the check and keeps all that it finds.
  ///
  /// - Throws: `CancellationError`.
  public func run(
    progress: (@Sendable (ProjectCheck.Progress) -> Void)? = nil
  ) async throws -> ProjectCheck.Result {
    var projects: [ProjectCheck.ProjectResult] = []
    try await run(progress: progress) { projects.append($0) }
    return ProjectCheck.Result(
      run: check.record(plane), sources: check.inputs.sources,
      rules: check.standard.appliedToProjects(check.judgedRules, check.options),
      projects: projects,
      inputIssues: check.inputs.issues + remarks
        + zip(check.inputs.records, projects).flatMap { $0.remarks + $1.issues },
      placementIssues: placementIssues)
  }

  /// Runs the check and hands projects over in the order of the list.
  ///
  /// - Throws: What `receive` throws; `CancellationError`.
  public func run(
    progress: (@Sendable (ProjectCheck.Progress) -> Void)? = nil,
    receive: (ProjectCheck.ProjectResult) throws -> Void
  ) async throws {
    let count = check.inputs.records.count
    let judge = RuleJudge(check.standard)
    let readings = OtherReadings(check.standard)
    let size = 256
    for first in stride(from: 0, to: count, by: size) {
      let wave = first..<min(first + size, count)
      let results = try await concurrentMap(wave, workers: check.options.workers) {
        ProjectAssessor(searches?.passes ?? [], check.standard)
      } _: { assessor, i in
        var result = ProjectCheck.ProjectResult(
          check.inputs.records[i], at: positions[i], judge, readings, rules: check.rules)
        if searches != nil, let project = placed[i] { result.reach = assessor.reach(of: project) }
        result.unplaced = unplaced[result.id]
        result.remarks += remarksOnPlaces[result.id] ?? []
        return result
      }
      for result in results { try receive(result) }
      progress?(.judging(wave.upperBound, of: count))
    }
  }

  /// What is odd about the facilities as a whole; nothing without streets, where nobody asks for them.
  private var remarks: [RecordIssue] {
    guard let searches else { return [] }
    let inputs = check.inputs
    return [
      inputs.unusableFacilities.remark(layer: inputs.facilitiesFile),
      inputs.facilities.remarkOffStreets(searches.walk, layer: inputs.facilitiesFile),
    ].compactMap { $0 }
  }

  /// The plane nearest to the projects; where none has a position, that of the province's middle.
  private static func plane(
    around records: [ProjectRecord]
  ) throws(GeometryError) -> WorkingPlane {
    let positions = records.compactMap { $0.project?.position }
    guard let west = positions.map(\.longitude).min(), let east = positions.map(\.longitude).max(),
      let south = positions.map(\.latitude).min(), let north = positions.map(\.latitude).max()
    else { return try WorkingPlane(srid: 4549) }
    return .chosen(
      for: GeographicPoint(longitude: (west + east) / 2, latitude: (south + north) / 2))
  }
}

extension Ground {
  /// Takes the place from projects that are far from all streets: of what their homes reach nothing is known.
  ///
  /// - Returns: An issue for each of them, and one for each that plans a facility far from all streets.
  /// - Throws: ``ExtentError/apart(_:)`` where no project is near.
  fileprivate func keepNear(
    _ placed: inout [PlacedProject?], of inputs: ProjectCheck.Inputs
  ) throws(ExtentError) -> [RecordIssue] {
    // Who writes 0, 0 does not know the place: that says nothing of the others'.
    let isNowhere = zip(placed, inputs.records).map { placed, record in
      record.project?.position?.isOrigin == true && placed.map { !isNear($0.home) } ?? true
    }
    let homes = zip(placed, isNowhere).compactMap { placed, isNowhere in
      isNowhere ? nil : placed.map { Box($0.home) }
    }
    _ = try check(homes, of: inputs.list, role: "projects") {
      CoordinateSample(
        degrees: zip(inputs.records, isNowhere).compactMap { record, isNowhere in
          isNowhere ? nil : record.project?.position
        })
    }
    guard !isEmpty else { return [] }
    var issues: [RecordIssue] = []
    func note(_ project: String, _ field: String, _ problem: Message, _ action: String) {
      issues.append(
        RecordIssue(
          .warning, role: "projects", layer: inputs.list, feature: project, field: field,
          problem: problem, action: Message(action)))
    }
    func note(_ project: String, _ field: String, _ point: PlanePoint, _ action: String) {
      guard let (metres, direction) = distance(to: point) else { return }
      note(
        project, field,
        Message(
          "extent.record_apart", ["distance": ExtentError.kilometres(metres), "file": file],
          parts: ["direction": Message("direction.\(direction.rawValue)")]), action)
    }
    for (i, project) in placed.enumerated() {
      guard let project else { continue }
      guard isNear(project.home) else {
        if isNowhere[i] {
          note(project.id, "lon", Message("project.at_origin"), "project.no_circles")
        } else {
          note(project.id, "lon", project.home, "project.no_circles")
        }
        placed[i] = nil
        continue
      }
      for facility in project.facilities {
        guard case .point(let point)? = facility.place.parts.first, !isNear(point) else { continue }
        note(project.id, "planned_facilities", point, "extent.no_use")
      }
    }
    return issues
  }
}

extension GeographicPoint {
  /// Whether it is what is written where nobody knows the place.
  fileprivate var isOrigin: Bool { longitude == 0 && latitude == 0 }
}

extension PlacedProject {
  /// What no street leads to: its homes, and the facilities that come with it.
  fileprivate func offStreets(of walk: TravelNetwork, layer: String) -> [RecordIssue] {
    var legs = AccessLegs()
    func isOff(_ place: Place) -> Bool {
      legs.find(of: place, in: walk)
      return !legs.touchesStreet
    }
    let metres = ["metres": walk.access.reachMetres.text(places: 0)]
    func issue(_ field: String, _ action: String) -> RecordIssue {
      RecordIssue(
        .warning, role: "projects", layer: layer, feature: id, field: field,
        problem: Message("project.off_streets", metres), action: Message(action))
    }
    var issues: [RecordIssue] = []
    let place = Place(id: id, at: home)
    // Beyond the data nobody knows which streets there are.
    if isOff(place), !walk.network.isUnknown(around: place) {
      issues.append(issue("lon", "project.reaches_nothing"))
    }
    if facilities.contains(where: { isOff($0.place) }) {
      issues.append(issue("planned_facilities", "project.reached_by_nobody"))
    }
    return issues
  }

  /// A project in a plane; nil where it has no place, or the plane does not have one of its places.
  fileprivate init?(_ project: BuildProject, _ projector: Projector, _ standard: RuleSet) {
    guard let position = project.position, let home = projector.forward(position) else {
      return nil
    }
    var facilities: [(kind: FacilityKind, place: Place)] = []
    for (i, planned) in project.facilities.enumerated() {
      guard let point = projector.forward(planned.position ?? position) else { return nil }
      facilities.append((planned.kind, Place(id: "\(project.id)/\(i + 1)", at: point)))
    }
    self.init(
      id: project.id, setting: project.setting, home: home, facilities: facilities,
      households: standard.count(.households, in: project.quantities),
      population: standard.count(.population, in: project.quantities))
  }
}

extension ProjectCheck.ProjectResult {
  fileprivate init(
    _ record: ProjectRecord, at position: PlanePoint?, _ judge: RuleJudge,
    _ readings: OtherReadings, rules: [String]?
  ) {
    switch record {
    case .rejected(let id, let issues):
      self.init(id: id)
      self.issues = issues
    case .project(let project, let remarks):
      self.init(id: project.id)
      self.remarks = remarks
      name = project.name
      setting = project.setting
      self.position = position
      findings = judge.findings(of: project, by: rules)
      let verdicts = findings.filter(\.isAsked).map(\.verdict)
      // Where no rule came to a verdict nothing is known to be right.
      let isJudged = verdicts.contains { $0 == .pass || $0 == .fail }
      verdict = isJudged ? .together(verdicts) : .unknown
      otherReadings = readings.flips(of: findings, on: project)
    }
  }
}
