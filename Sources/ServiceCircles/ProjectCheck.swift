import Foundation
import PlaneGeometry
import Streets

/// Judges new-build projects by the plan's rules and, with streets, finds what their homes reach before and
/// after the facilities that come with them.
///
/// Make it from inputs, then ``run(progress:)`` it for a complete ``Result``, or
/// ``PreparedCheck/run(progress:receive:)`` to have projects handed over one after the other.
///
/// - Complexity: With streets the searches of all services once, whatever the number of projects, and for every
///   project a search around its own facilities.
public struct ProjectCheck: Sendable {
  /// The projects, and the streets and facilities around them.
  public struct Inputs: Sendable {
    /// The list that the projects are of, as it was named.
    public var list: String
    /// The projects, and the records that cannot be judged.
    public var records: [ProjectRecord]
    /// The streets; nil where only the projects' own numbers are judged.
    public var streets: StreetNetwork?
    /// The facilities that are there already.
    public var facilities: [Facility]
    /// Facilities whose records cannot be used.
    public var unusableFacilities: [UnusableFacility]
    /// The working plane; nil for the one nearest to the projects.
    public var plane: WorkingPlane?
    /// The layers that were read.
    public var sources: [InputSource]
    /// What was odd in them.
    public var issues: [RecordIssue]

    /// Inputs of a check.
    public init(
      list: String, records: [ProjectRecord], streets: StreetNetwork? = nil,
      facilities: [Facility] = [], unusableFacilities: [UnusableFacility] = [],
      plane: WorkingPlane? = nil, sources: [InputSource] = [],
      issues: [RecordIssue] = []
    ) {
      self.list = list
      self.records = records
      self.streets = streets
      self.facilities = facilities
      self.unusableFacilities = unusableFacilities
      self.plane = plane
      self.sources = sources
      self.issues = issues
    }

    /// The file that the streets were read from; empty where none is named.
    var streetsFile: String { sources.first { $0.role == "streets" }?.path ?? "" }

    /// The layer that the facilities were read from; empty where none is named.
    var facilitiesFile: String { sources.first { $0.role == "facilities" }?.name ?? "" }
  }

  /// How far a check is.
  public enum Progress: Hashable, Sendable {
    /// Searching the fields of services: how many are done, and how many there are.
    case searching(Int, of: Int)
    /// Judging projects.
    case judging(Int, of: Int)
  }

  /// What was found of one record.
  public struct ProjectResult: Sendable, Codable {
    /// The project's id.
    public var id: String
    /// The project's name.
    public var name: String?
    /// Urban or rural, where known.
    public var setting: Setting?
    /// Where it stands in the working plane; nil without a position that the plane has.
    public var position: PlanePoint?
    /// Whether all rules are met, UNKNOWN where a hard one could not be judged; nil where the record cannot be judged.
    public var verdict: Verdict?
    /// Every rule of the plan for new-build projects, in its order; those that are not asked are among them.
    /// Empty where the record cannot be judged.
    public var findings: [Finding] = []
    /// The verdicts that another reading of the plan would turn.
    public var otherReadings: [OtherReading] = []
    /// Why the record cannot be judged.
    public var issues: [RecordIssue] = []
    /// What is odd in its record though it is judged: numbers that contradict each other, unusual kinds, planned
    /// facilities far from all streets.
    public var remarks: [RecordIssue] = []
    /// What its homes reach; nil without streets, without a position, or far from all streets.
    public var reach: ProjectReach?
    /// Why nothing is found of what its homes reach though there are streets and it is judged: it has no
    /// position, the plane does not have it, or no street is near.
    public var unplaced: RecordIssue?

    /// Whether the record cannot be judged.
    package var isRejected: Bool { verdict == nil }

    /// The finding of a rule; nil where the record cannot be judged.
    public func finding(of rule: String) -> Finding? { findings.first { $0.ruleID == rule } }
  }

  /// All that a check found. As JSON (`Codable`) it is whole.
  public struct Result: Sendable, Codable {
    /// What was run, when, and with what.
    public var run: RunRecord
    /// The layers that were read.
    public var sources: [InputSource]
    /// The rules that were applied.
    public var rules: [AppliedRule]
    /// The records, in the order of the list.
    public var projects: [ProjectResult]
    /// What was odd in the inputs and why records cannot be judged.
    public var inputIssues: [RecordIssue]
    /// Projects without a position, and those whose places the working plane does not have, or that are far
    /// from all streets; none without streets.
    public var placementIssues: [RecordIssue]

    /// All that was odd.
    public var issues: [RecordIssue] { inputIssues + placementIssues }

    /// The gravest outcome of all records: nil where one cannot be judged, else FAIL where one fails, else
    /// UNKNOWN where one is not known, else PASS.
    public var gravest: Verdict? {
      projects.contains(where: \.isRejected) ? nil : .together(projects.map(\.verdict))
    }
  }

  /// The plan.
  public let standard: RuleSet
  /// The projects, and the streets and facilities around them.
  public let inputs: Inputs
  /// The ids of the only rules that are judged; nil for every rule for new-build projects.
  public let rules: [String]?
  /// How the check is run; of the options those about travel and workers matter.
  public let options: AssessmentOptions
  /// When the check began, as its report states it.
  private let startedAt: Date

  /// A check of projects by the rules of a plan.
  ///
  /// - Parameters:
  ///   - standard: The plan.
  ///   - inputs: The projects, and the streets and facilities around them.
  ///   - rules: The ids of the only rules that are judged; nil for all.
  ///   - options: How it is run.
  ///   - startedAt: When the work began, reading included; now unless given.
  public init(
    standard: RuleSet = .zhejiang14thFiveYearPlan, inputs: Inputs,
    rules: [String]? = nil, options: AssessmentOptions = AssessmentOptions(),
    startedAt: Date = Date()
  ) {
    self.standard = standard
    self.inputs = inputs
    self.rules = rules
    self.options = options
    self.startedAt = startedAt
  }

  /// Places the projects and searches the fields of all services.
  ///
  /// - Throws: ``AssessmentError``; ``ExtentError`` where no project is near a street; `GeometryError` where the
  ///   plane cannot be used; `CancellationError`.
  public func prepared(
    progress: (@Sendable (Progress) -> Void)? = nil
  ) async throws -> PreparedCheck {
    try await PreparedCheck(self, progress: progress)
  }

  /// Runs the check and keeps all that it finds.
  ///
  /// - Throws: As ``prepared(progress:)``.
  public func run(progress: (@Sendable (Progress) -> Void)? = nil) async throws -> Result {
    try await prepared(progress: progress).run(progress: progress)
  }

  /// The circle rules, as the profiles of this check judge them.
  var judgedRules: [JudgedRule] { standard.judged(by: options.profiles) }

  /// The run, ended now.
  func record(_ plane: WorkingPlane) -> RunRecord {
    RunRecord(
      startedAt: startedAt, finishedAt: Date(), standard: standard,
      profiles: inputs.streets == nil ? [] : Set(judgedRules.map(\.profile)).sorted(),
      plane: plane,
      parameters: RunParameters(
        standard_version: standard.version, options: standard.chosenOptions, rules: rules))
  }
}
