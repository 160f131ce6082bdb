import Foundation
import PlaneGeometry
import Streets

/// Finds, for each community, who reaches which services in time, who does not and why, and whether the
/// community and its regions meet the plan's numbers.
///
/// Make it from inputs, then ``run(progress:)`` it for a complete ``Result``, or
/// ``run(into:progress:)`` to have results handed over as they are found, so that memory does not grow with
/// the number of communities. To run it several times, or with edited facilities, start from
/// ``prepared(progress:)``.
///
/// ## Topics
/// ### What is assessed
/// - ``AssessmentInputs``
/// - ``AssessmentOptions``
/// ### What is found
/// - ``Result``
/// - ``AssessmentReceiver``
/// - ``AssessmentSummary``
/// - ``Coverage``
/// - ``Gap``
/// - ``Finding``
/// - ``RegionResult``
/// - ``ServiceCircle``
/// - ``Sensitivity``
public struct Assessment: Sendable {
  /// The inputs of an assessment.
  public typealias Inputs = AssessmentInputs
  /// How an assessment is run.
  public typealias Options = AssessmentOptions

  /// The progress of an assessment: steps done, and how many there are.
  public enum Progress: Hashable, Sendable {
    /// Searching the fields of services.
    case searching(Int, of: Int)
    /// Assessing communities.
    case assessing(Int, of: Int)
    /// Drawing circles.
    case drawing(Int, of: Int)
  }

  /// The plan's rules.
  public let standard: RuleSet
  /// Communities, homes, facilities, land and streets.
  public let inputs: Inputs
  /// Profiles, workers, access limits and which circles are drawn.
  public let options: Options
  /// When the assessment began, as its report states it.
  let startedAt: Date

  /// An assessment of communities by the rules of a plan.
  ///
  /// - Parameters:
  ///   - standard: The plan.
  ///   - inputs: What is assessed.
  ///   - options: How it is run.
  ///   - startedAt: When the work began, reading included; now unless given.
  public init(
    standard: RuleSet = .zhejiang14thFiveYearPlan, inputs: Inputs, options: Options = Options(),
    startedAt: Date = Date()
  ) {
    self.standard = standard
    self.inputs = inputs
    self.options = options
    self.startedAt = startedAt
  }

  /// The circle rules, as the profiles of this assessment judge them.
  var judgedRules: [JudgedRule] { standard.judged(by: options.profiles) }

  /// The judged rules that apply to some community here, by any reading of urban and rural.
  var appliedRules: [JudgedRule] {
    let settings = Set(
      inputs.communities.flatMap { community in
        community.settings.bases(against: community.setting).isEmpty
          ? [community.setting] : Setting.allCases
      })
    return judgedRules.filter { judged in settings.contains { judged.rule.applies(to: $0) } }
  }

  /// Places homes and facilities, and searches the fields of all services.
  ///
  /// - Throws: ``AssessmentError``; `GeometryError` where a community's polygon cannot be used;
  ///   `CancellationError`.
  public func prepared(
    progress: (@Sendable (Progress) -> Void)? = nil
  ) async throws -> PreparedAssessment {
    try await PreparedAssessment(self, progress: progress)
  }

  /// Runs the assessment and keeps all that it finds.
  ///
  /// - Throws: As ``prepared(progress:)``.
  public func run(progress: (@Sendable (Progress) -> Void)? = nil) async throws -> Result {
    try await prepared(progress: progress).run(progress: progress)
  }

  /// Runs the assessment and hands results over as they are found.
  ///
  /// - Throws: What the receiver throws; as ``prepared(progress:)``.
  @discardableResult
  public func run(
    into receiver: some AssessmentReceiver, progress: (@Sendable (Progress) -> Void)? = nil
  ) async throws -> AssessmentSummary {
    try await prepared(progress: progress).run(into: receiver, progress: progress)
  }
}

/// Takes over the results of an assessment as they are found: a report, or a program's own store.
///
/// Calls come one after the other: ``begin(_:)``, then results and circles in an order that does not depend on
/// the number of workers, then ``end(_:)``.
public protocol AssessmentReceiver: AnyObject {
  /// Called once, before any results are handed over.
  func begin(_ opening: Assessment.Opening) throws
  /// Called with the results of some communities, in the order of their ids.
  func receive(_ results: CommunityResults) throws
  /// Called with some circles.
  func receive(_ circles: [ServiceCircle]) throws
  /// Called once, after everything else.
  func end(_ ending: Assessment.Ending) throws
}

extension Assessment {
  /// What is known before the first results: the run, its inputs and its rules.
  public struct Opening: Sendable {
    /// The run; `finishedAt` is not known yet and equals `startedAt`.
    public var run: RunRecord
    /// The layers that were read.
    public var sources: [InputSource]
    /// The rules that are applied.
    public var rules: [AppliedRule]
  }

  /// What is known when everything is computed.
  public struct Ending: Sendable {
    /// The run, with its end.
    public var run: RunRecord
    /// The facilities, by id.
    public var facilities: [FacilityRecord]
    /// Issues: those of the inputs in reading order, then those of placing homes in communities.
    public var issues: [RecordIssue]
    /// Regions, and the communities that fall shortest.
    public var summary: AssessmentSummary
  }

  /// All that an assessment found. As JSON (`Codable`) it is whole: a report written from it is the one that
  /// a run writes itself.
  public struct Result: Sendable, Codable {
    /// What was run, when, and with what.
    public var run: RunRecord
    /// The layers that were read.
    public var sources: [InputSource]
    /// The rules that were applied.
    public var rules: [AppliedRule]
    /// The communities, by id.
    public var communities: [CommunityRecord]
    /// The facilities, by id.
    public var facilities: [FacilityRecord]
    /// Coverage of each community by each rule; by community, then travel, then rule.
    public var coverage: [Coverage]
    /// Homes that are not reached, grouped by cause; in the order of ``coverage``.
    public var gaps: [Gap]
    /// The findings of all rules but circle rules, by community, then by rule.
    public var findings: [Finding]
    /// Verdicts by the other meaning of urban and rural; by community, then by rule.
    public var sensitivity: [Sensitivity]
    /// The circles that were drawn, by way of travelling.
    public var circles: [ServiceCircle]
    /// What was odd: in the inputs, in the order of reading, then in the placing of homes.
    public var issues: [RecordIssue]
    /// Regions, and the communities that fall shortest.
    public var summary: AssessmentSummary

    /// Every rule in every region, circle rules first.
    public var regions: [RegionResult] { summary.regions }

    /// Hands the result over in the order of a run, but with one call for each kind of result.
    public func replay(into receiver: some AssessmentReceiver) throws {
      try receiver.begin(Opening(run: run, sources: sources, rules: rules))
      try receiver.receive(
        CommunityResults(
          communities: communities, coverage: coverage, gaps: gaps, findings: findings,
          sensitivity: sensitivity))
      try receiver.receive(circles)
      try receiver.end(
        Ending(run: run, facilities: facilities, issues: issues, summary: summary))
    }
  }
}
