import PlaneGeometry
import Streets

extension Assessment {
  /// What is assessed.
  public struct Inputs: Sendable {
    /// Residential land, for the official coverage rate.
    public enum Land: Sendable {
      /// None is given: land shares are nil.
      case none
      /// The whole of every community stands for it; results are to be labelled so.
      case community
      /// These polygons, which may overlap each other and several communities.
      case polygons([Polygon])
    }

    /// The streets; nil for a run by straight lines, whose results are to be labelled so.
    public var streets: StreetNetwork?
    /// The communities.
    public var communities: [Community]
    /// The homes.
    public var residences: [Residence]
    /// The facilities of all services, each id once.
    public var facilities: [Facility]
    /// The residential land.
    public var land: Land
    /// What registers say of townships, counties, prefectures and the province.
    public var registers: [RegionRegister]

    /// Inputs of an assessment.
    public init(
      streets: StreetNetwork?, communities: [Community], residences: [Residence],
      facilities: [Facility], land: Land = .none, registers: [RegionRegister] = []
    ) {
      self.streets = streets
      self.communities = communities
      self.residences = residences
      self.facilities = facilities
      self.land = land
      self.registers = registers
    }
  }

  /// Facilities that a plan adds and takes away.
  public struct Edits: Sendable {
    /// New facilities, with ids of their own.
    public var added: [Facility]
    /// The ids of facilities that are taken away.
    public var removed: Set<String>

    /// Edits of the facilities.
    public init(added: [Facility] = [], removed: Set<String> = []) {
      self.added = added
      self.removed = removed
    }
  }

  /// How an assessment is run.
  public struct Options: Sendable {
    /// Profiles that are judged beside those that always are.
    public var profiles: [String]
    /// The longest access leg in metres, A.
    public var accessMetres: Double
    /// How much longer ways off the street, and straight lines, are than the line, κ.
    public var detour: Double
    /// How far apart the bounds of covered land may lie, as a share of the land.
    public var landPrecision: Double
    /// The largest region that the communities make up whole: a province's counts are judged only where they
    /// are all of the province. Nil where that is not said.
    public var covers: PlanLevel?
    /// How many tasks share the work; changes nothing in the results.
    public var workers: Int

    /// Options; the defaults are the standard's.
    public init(
      profiles: [String] = [], accessMetres: Double = 200, detour: Double = 1.3,
      landPrecision: Double = LandMeter.defaultShare, covers: PlanLevel? = nil,
      workers: Int = 1
    ) {
      self.profiles = profiles
      self.accessMetres = accessMetres
      self.detour = detour
      self.landPrecision = landPrecision
      self.covers = covers
      self.workers = workers
    }
  }

  /// How far an assessment is.
  public struct Progress: Hashable, Sendable {
    /// Communities that are done.
    public var completed: Int
    /// All there are to do.
    public var total: Int
  }
}
