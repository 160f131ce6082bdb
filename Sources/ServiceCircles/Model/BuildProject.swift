import PlaneGeometry

/// A new-build project as it is planned.
public struct BuildProject: Hashable, Sendable {
  /// A facility that comes with the project.
  public struct Facility: Hashable, Sendable {
    /// What it offers.
    public var kind: FacilityKind
    /// Where it will stand; nil where the project does.
    public var position: GeographicPoint?

    /// A planned facility.
    public init(kind: FacilityKind, position: GeographicPoint? = nil) {
      self.kind = kind
      self.position = position
    }
  }

  /// Its id, unique in a check.
  public var id: String
  /// Its name, where known.
  public var name: String?
  /// Urban or rural, where known.
  public var setting: Setting?
  /// Where it stands, where known.
  public var position: GeographicPoint?
  /// The values of the items that rules ask for.
  public var quantities: Quantities
  /// The facilities that come with it.
  public var facilities: [Facility]

  /// A project.
  public init(
    id: String, name: String? = nil, setting: Setting? = nil, position: GeographicPoint? = nil,
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

/// A record of a list of projects: a project, or why the record cannot be judged.
public enum ProjectRecord: Sendable {
  /// A project that can be judged, and what is odd in its record all the same.
  case project(BuildProject, remarks: [RecordIssue] = [])
  /// A record that cannot be judged: its id as far as known, and all that is wrong with it.
  case rejected(id: String, issues: [RecordIssue])

  /// The project's id.
  package var id: String {
    switch self {
    case .project(let project, _): project.id
    case .rejected(let id, _): id
    }
  }

  /// The project; nil for a rejected record.
  package var project: BuildProject? {
    if case .project(let project, _) = self { project } else { nil }
  }

  /// What is odd in the record of a project that can be judged.
  package var remarks: [RecordIssue] {
    if case .project(_, let remarks) = self { remarks } else { [] }
  }
}
