/// Why the layers of a run cannot be laid over each other.
public enum ExtentError: Error, Hashable, Sendable {
  /// No record of a layer lies near the streets, or the communities of a run by straight lines.
  case apart(Apart)
  /// No record of a layer has a place on the Earth in the system that the layer says it is in.
  case nowhere(layer: String, role: String, mistake: CoordinateMistake)
  /// The plane was not made for where the data lies: how large a share lengths are wrong by, and a better plane;
  /// nil where the plane does not have the place at all.
  case unfitPlane(plane: String, file: String, scaleError: Double?, better: String)
  /// A system that was asked for as the working plane cannot be measured in; a better one, where one is known.
  case noPlane(code: String, file: String, better: String?)

  /// More than half of the seats of communities lie far from them.
  case seatsApart(layer: String, away: Int, of: Int)

  /// A layer that does not meet what it is held against.
  public struct Apart: Hashable, Sendable {
    /// The layer.
    public var layer: String
    /// Its role in the run.
    public var role: String
    /// What it is held against: streets or communities.
    public var ground: String
    /// The file of that.
    public var groundFile: String
    /// How far its middle lies from there, in metres.
    public var metres: Double
    /// In which direction it lies from there.
    public var direction: CompassDirection
    /// What explains it, where anything does.
    public var mistake: CoordinateMistake?

    /// The role of a single place that was asked for.
    package static let place = "place"
  }

  /// What is wrong and what to do, for people.
  public var message: Message {
    switch self {
    case .apart(let apart):
      Message(
        apart.role == Apart.place ? "extent.place_apart" : "extent.apart",
        [
          "layer": apart.layer, "file": apart.groundFile,
          "distance": Self.kilometres(apart.metres),
        ],
        parts: (apart.role == Apart.place ? [:] : ["role": Message("role.\(apart.role)")])
          .merging([
            "ground": Ground.Kind(rawValue: apart.ground)?.message ?? Message("extent.records"),
            "direction": Message("direction.\(apart.direction.rawValue)"),
            "cause": apart.mistake?.message ?? Message("extent.wrong_file"),
          ]) { own, _ in own })
    case .nowhere(let layer, let role, let mistake):
      Message(
        "extent.nowhere", ["layer": layer, "declared": mistake.declared],
        parts: ["role": Message("role.\(role)"), "cause": mistake.message])
    case .unfitPlane(let plane, let file, let scaleError?, let better):
      Message(
        "extent.unfit_plane",
        ["file": file, "plane": plane, "error": Self.percent(scaleError), "better": better])
    case .unfitPlane(let plane, let file, nil, let better):
      Message("extent.no_place_in_plane", ["file": file, "plane": plane, "better": better])
    case .seatsApart(let layer, let away, let all):
      Message(
        "extent.seats_apart",
        [
          "layer": layer, "away": ExactDecimal(away).grouped, "all": ExactDecimal(all).grouped,
          "distance": Self.kilometres(Ground.leastReachMetres),
        ])
    case .noPlane(let code, let file, let better):
      Message(
        "extent.no_plane", ["file": file, "plane": code, "better": better ?? "EPSG:4549"])
    }
  }

  /// Kilometres for people: one decimal where the number is small.
  package static func kilometres(_ metres: Double) -> String {
    let kilometres = metres / 1000
    if kilometres < 10 { return decimal(kilometres, places: 1) }
    return ExactDecimal(Int(min(kilometres, 1e12).rounded())).grouped
  }

  /// A share in per cent.
  static func percent(_ share: Double) -> String {
    share < 1 ? decimal(100 * share, places: 2) : "100"
  }

  private static func decimal(_ number: Double, places: Int) -> String {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let units = Int((number * Double(scale)).rounded())
    let rest = String(units % scale)
    return "\(units / scale)." + String(repeating: "0", count: places - rest.count) + rest
  }
}
