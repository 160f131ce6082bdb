/// A new-build project as it is planned.
public struct BuildProject: Hashable, Sendable {
  /// A facility that comes with the project.
  public struct Facility: Hashable, Sendable {
    /// What it offers.
    public var kind: FacilityKind
    /// Where it will stand, on WGS 84; nil where the project does.
    public var position: Position?

    /// A planned facility.
    public init(kind: FacilityKind, position: Position? = nil) {
      self.kind = kind
      self.position = position
    }
  }

  /// A place on WGS 84.
  public struct Position: Hashable, Sendable {
    /// Degrees east.
    public var longitude: Double
    /// Degrees north.
    public var latitude: Double

    /// A place.
    public init(longitude: Double, latitude: Double) {
      self.longitude = longitude
      self.latitude = latitude
    }
  }

  /// Its id, unique in a check.
  public var id: String
  /// Its name, where known.
  public var name: String?
  /// Urban or rural, where known.
  public var setting: Setting?
  /// Where it stands, where known.
  public var position: Position?
  /// What is known of it.
  public var quantities: Quantities
  /// What it brings.
  public var facilities: [Facility]

  /// A project.
  public init(
    id: String, name: String? = nil, setting: Setting? = nil, position: Position? = nil,
    quantities: Quantities, facilities: [Facility] = []
  ) {
    self.id = id
    self.name = name
    self.setting = setting
    self.position = position
    self.quantities = quantities
    self.facilities = facilities
  }
}

/// What was found of a project.
public struct ProjectFinding: Hashable, Sendable {
  /// The project.
  public var project: BuildProject
  /// Every rule of the plan for new-build projects, in its order; those that are not asked among them.
  public var findings: [Finding]

  /// Whether all rules that are asked are met.
  public var verdict: Verdict { .together(findings.filter(\.isAsked).map(\.verdict)) }
}

extension RuleSet {
  /// The rules that new-build projects are judged by, without circles.
  public var newBuildRules: [Rule] {
    rules.filter { rule in
      if case .circle = rule.test { return false }
      return rule.stage != .existing
    }
  }
}

extension RuleJudge {
  /// What the rules for new-build projects find.
  public func finding(of project: BuildProject) -> ProjectFinding {
    ProjectFinding(
      project: project,
      findings: standard.newBuildRules.map {
        finding(
          of: $0, on: project.quantities, level: .project, setting: project.setting)
      })
  }
}
