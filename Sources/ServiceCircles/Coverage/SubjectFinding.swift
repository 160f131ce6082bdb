/// What a rule finds of a community or a region.
public struct SubjectFinding: Hashable, Sendable {
  /// Whom it is about.
  public enum Subject: Hashable, Sendable {
    /// A community, by its id.
    case community(String)
    /// A region; nil level for the whole run.
    case region(RegionSummary.Level, String)

    /// The subject as reports name it.
    public var id: String {
      switch self {
      case .community(let id): id
      case .region(let level, let name): "\(level.rawValue):\(name)"
      }
    }
  }

  /// The profile of a rule judged by its own facilities.
  public static let own = "own"
  /// The profile of a rule that no profile changes.
  public static let anyProfile = "*"

  /// Whom it is about.
  public var subject: Subject
  /// The profile, ``own`` or ``anyProfile``.
  public var profile: String
  /// What was found.
  public var finding: Finding
  /// What may count besides the numerator: what the data leaves open.
  public var open: ExactDecimal

  /// A finding about a subject.
  public init(
    _ subject: Subject, profile: String = Self.anyProfile, _ finding: Finding,
    open: ExactDecimal = .zero
  ) {
    self.subject = subject
    self.profile = profile
    self.finding = finding
    self.open = open
  }
}

extension Rule {
  /// Units of which it is not known whether they have what all should have: they may yet count.
  func open(_ finding: Finding) -> ExactDecimal {
    guard case .coverage = test, finding.numerator == nil else { return .zero }
    return finding.denominator ?? .zero
  }
}
