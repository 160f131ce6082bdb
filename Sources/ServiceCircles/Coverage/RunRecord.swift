import Foundation
import PlaneGeometry

/// What was run, when, and with what.
public struct RunRecord: Hashable, Sendable, Codable {
  /// The version of the engine.
  public var engineVersion = EngineVersion.current
  /// When the run began.
  public var startedAt: Date
  /// When the run ended.
  public var finishedAt: Date
  /// The plan, its choices in force.
  public var standard: RuleSet
  /// The profiles that were judged, sorted.
  public var profiles: [String]
  /// The working plane; nil where positions are of a made-up one.
  public var plane: WorkingPlane?
  /// What decides the results besides the inputs.
  public var parameters: RunParameters
}

/// What decides the results of a run besides its inputs. Names are those of the report's JSON.
public struct RunParameters: Hashable, Sendable, Codable {
  /// The longest access leg in metres.
  public var access_m: Double?
  /// The detour factor.
  public var detour: Double?
  /// The sense in which times are measured: `to` the facility.
  public var direction: String?
  /// `streets` or `straight_line`.
  public var field: String?
  /// What stands for residential land.
  public var land: String?
  /// How far apart the bounds of covered land may lie.
  public var land_precision: Double?
  /// The region that the communities were restricted to.
  public var only: String?
  /// The setting that all communities were given, whatever their data says.
  public var setting: String?
  /// Which circles were drawn.
  public var circles: String?
  /// How far a drawn boundary may be from the true one, in metres.
  public var circle_tolerance_m: Double?
  /// The version of the rule set.
  public var standard_version: Int
  /// The choices in force, by option.
  public var options: [String: String]
  /// The only rules that projects were judged by, where they were narrowed.
  public var rules: [String]?
  /// The largest region that the communities make up whole.
  public var covers: String?
}
