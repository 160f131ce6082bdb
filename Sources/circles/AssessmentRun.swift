import Foundation
import ServiceCircles
import ServiceCirclesIO
import Streets

/// One run of the main job: inputs in, report out.
struct AssessmentRun {
  let project: ProjectFile
  let report: String
  let overwrite: Bool
  let only: String?
  let circles: AssessCommand.DrawnCircles
  let common: CommonOptions

  init(
    project: ProjectFile, report: String, overwrite: Bool, only: String?,
    circles: AssessCommand.DrawnCircles, _ common: CommonOptions
  ) {
    self.project = project
    self.report = report
    self.overwrite = overwrite
    self.only = only
    self.circles = circles
    self.common = common
  }

  /// Runs the job; the report is in its place when it returns.
  func start() async throws -> AssessmentSummary {
    let started = Date()
    let place = URL(fileURLWithPath: report)
    // The place of the report is tried before the long work.
    try ReportStore.check(place, overwrite: overwrite)
    try ProjectInputs.check(project)
    for input in ProjectInputs.sources(of: project).map(\.path)
      + [project.streets, project.path]
      .compactMap({ $0 }) where OutputPlace.isSame(report, input)
    {
      throw CommandFailure(.cannotCreate, "command.output_is_input", ["file": report])
    }
    if let streets = project.streets { common.say("command.reading_streets", ["file": streets]) }
    var inputs = try ProjectInputs(project)
    if let only { try inputs.keep(only: only) }
    let store = try ReportStore(
      at: place, srid: inputs.plane.srid, overwrite: overwrite,
      temporaryFiles: Signals.temporaryFiles)
    common.say(
      "command.inputs_read",
      [
        "communities": "\(inputs.inputs.communities.count)",
        "residences": "\(inputs.inputs.residences.count)",
        "facilities": "\(inputs.inputs.facilities.count)",
      ])
    if let streets = inputs.inputs.streets {
      guard TravelNetwork(streets, by: .walk).hasStreets else {
        throw CommandFailure(
          .badData, "command.no_streets_for_mode",
          ["file": project.streets ?? "", "mode": Interface.text("mode.walk")])
      }
    } else {
      common.say("command.straight_lines")
    }
    let assessment = Assessment(
      standard: project.standard, inputs: inputs.inputs, options: options
    ).prepared()
    let language = Interface.language
    try store.append(rules: assessment)
    try store.append(inputs.rows)
    var summary = AssessmentSummary(assessment, report: report)
    let progress = Progress(total: 1, common)
    let placement = try await assessment.run(
      progress: { progress.update($0.completed, of: $0.total) },
      receive: { part in
        try store.append(part, of: assessment, language: language)
        summary.add(part)
      })
    progress.finish()
    try store.append(placement, of: assessment)
    summary.findings.addRegisters(of: assessment, placement)
    try store.append(summary.regions.rows.map { RegionSummaryRow($0) })
    try store.append(regions: summary.findings.rows, language: language)
    let issues =
      inputs.issues
      + placement.issues.filter { only == nil || $0.problem.key != "residence.outside" }
    try store.append(issues: issues, language: language)
    summary.issueCount = issues.count
    try await writeCircles(of: assessment, placement, to: store)
    try store.append([
      RunRow(
        engineVersion: Version.current, startedAt: started, finishedAt: Date(),
        standardID: project.standard.id, profiles: Set(assessment.rules.map(\.profile)).sorted(),
        workingSRID: inputs.plane.srid, parameters: try parameters(inputs))
    ])
    try store.finish()
    return summary
  }

  private var options: Assessment.Options {
    var options = Assessment.Options(profiles: project.profiles, workers: common.jobs)
    if let metres = project.accessMetres { options.accessMetres = metres }
    if let detour = project.detour { options.detour = detour }
    // Of some of the communities nobody can say what a whole region has.
    options.covers = only == nil ? project.covers : nil
    return options
  }

  private func writeCircles(
    of assessment: Assessment, _ placement: Placement, to store: ReportStore
  ) async throws {
    guard circles != .none else { return }
    let plan = CirclePlan(assessment, placement)
    let total = circles == .all ? plan.groups.reduce(0) { $0 + $1.items.count } : 1
    let progress = Progress(total: total, common)
    try await store.writeCircles(of: assessment, plan, facilities: circles == .all) {
      progress.update($0, of: total)
    }
    progress.finish()
  }

  /// What decides the results besides the inputs, as a JSON object.
  private func parameters(_ inputs: ProjectInputs) throws -> String {
    struct Parameters: Codable {
      var access_m: Double
      var detour: Double
      var direction = "to"
      var field: String
      var land: String
      var land_precision: Double
      var only: String?
      var setting: String?
      var circles: String
      var circle_tolerance_m = 2.0
      var standard_version: Int
      var options: [String: String]
      var covers: String?
    }
    let options = options
    return try JSONOutput.text(
      Parameters(
        access_m: options.accessMetres, detour: options.detour,
        field: inputs.inputs.streets == nil ? "straight_line" : "streets",
        land: inputs.landLabel, land_precision: options.landPrecision, only: only,
        setting: project.setting?.rawValue, circles: circles.rawValue,
        standard_version: project.standard.version,
        options: project.standard.chosenOptions,
        covers: options.covers?.rawValue),
      isIndented: false)
  }
}
