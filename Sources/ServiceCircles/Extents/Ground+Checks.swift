import PlaneGeometry

extension Ground {
  /// Holds a layer against the ground.
  ///
  /// A layer of which some records are near is taken, and the others are counted: planners hand in the
  /// facilities of a province with the streets of a county. One of which less than half is near is suspected,
  /// and refused where another reading of its coordinates puts nearly all of it on the ground.
  ///
  /// - Parameters:
  ///   - boxes: The boxes around the layer's records, in the working plane.
  ///   - layer: The layer, as it was named.
  ///   - role: Its role in the run.
  ///   - sample: Some of its places as the file holds them; asked for only where the layer is suspected.
  /// - Returns: An issue that counts the records that are away; nil where there is none.
  /// - Throws: ``ExtentError/apart(_:)``.
  /// - Complexity: O(n).
  package func check(
    _ boxes: [Box], of layer: String, role: String, sample: () -> CoordinateSample?
  ) throws(ExtentError) -> RecordIssue? {
    let position = LayerPosition(of: boxes, on: self)
    guard !isEmpty, position.away > 0, let middle = position.middle,
      let (metres, direction) = distance(to: middle)
    else { return nil }
    if position.share < 0.5 {
      let mistake = sample().flatMap {
        CoordinateMistake.explaining($0, on: self, share: position.share)
      }
      if position.near == 0 || mistake != nil {
        throw .apart(
          ExtentError.Apart(
            layer: layer, role: role, ground: kind.rawValue, groundFile: file, metres: metres,
            direction: direction, mistake: mistake))
      }
    }
    return issue(of: layer, role: role, away: position.away, of: position.all)
  }

  /// The error where the ground, rather than a layer that is away from it, is in the wrong place: where
  /// another reading of the ground's coordinates puts it on the layer; else nil.
  ///
  /// - Parameters:
  ///   - layer: The layer.
  ///   - sample: Some of the ground's places as its file holds them.
  package func misplaced(beside layer: Ground, _ sample: CoordinateSample) -> ExtentError? {
    guard let middle = spread?.middle, let (metres, direction) = layer.distance(to: middle),
      let mistake = CoordinateMistake.explaining(sample, on: layer)
    else { return nil }
    return .apart(
      ExtentError.Apart(
        layer: file, role: kind.rawValue, ground: layer.kind.rawValue, groundFile: layer.file,
        metres: metres, direction: direction, mistake: mistake))
  }

  /// Looks whether a single place is near the ground.
  ///
  /// - Throws: ``ExtentError/apart(_:)`` where it is not.
  package func check(
    place point: PlanePoint, at place: GeographicPoint, of name: String
  ) throws(ExtentError) {
    _ = try check([Box(point)], of: name, role: ExtentError.Apart.place) {
      CoordinateSample(degrees: [place])
    }
  }

  /// An issue that counts the records of a layer that are away.
  package func issue(
    of layer: String, role: String, away: Int, of all: Int
  ) -> RecordIssue {
    RecordIssue(
      .warning, role: role, layer: layer, feature: "",
      problem: Message(
        "extent.partly",
        [
          "away": ExactDecimal(away).grouped, "all": ExactDecimal(all).grouped,
          "distance": ExtentError.kilometres(reachMetres),
        ], parts: ["ground": kind.message]),
      action: Message(Self.whatBecomes[role] ?? "extent.partly_kept"))
  }

  /// What becomes of records that are away, by role, where more comes of it than that nobody gets there.
  private static let whatBecomes = [
    "facilities": "extent.away_facilities", "residences": "extent.away_residences",
    "land": "extent.away_land", "communities": "extent.away_communities",
  ]

  /// Looks whether the plane was made for where the ground lies: whether lengths in it are right to 0.2 %.
  ///
  /// - Returns: An issue where they are not and no other plane would be better, for the data is too wide; nil
  ///   where they are.
  /// - Throws: ``ExtentError/unfitPlane(plane:file:scaleError:better:)`` where another plane would be better;
  ///   `GeometryError` where the plane cannot be used.
  package func checkPlane() throws -> RecordIssue? {
    guard let plane, let spread else { return nil }
    let projector = try Projector(plane)
    let places = spread.places.map { projector.inverse($0) }
    let error = PlaneFit.scaleError(of: places, in: projector)
    if let error, error <= PlaneFit.most { return nil }
    let middle = projector.inverse(spread.middle)
    if let middle {
      let better = WorkingPlane.chosen(for: middle)
      let other = better == plane ? nil : PlaneFit.scaleError(of: places, in: try Projector(better))
      if better != plane, (other ?? .infinity) < (error ?? .infinity) {
        throw ExtentError.unfitPlane(
          plane: plane.description, file: file, scaleError: error, better: better.description)
      }
    }
    return RecordIssue(
      .warning, role: kind.rawValue, layer: file, feature: "",
      problem: Message(
        "extent.wide",
        ["plane": plane.code, "error": error.map { ExtentError.percent($0) } ?? "100"]),
      action: Message("extent.wide_kept"))
  }
}

/// How well a plane serves the places of a run.
package enum PlaneFit {
  /// The largest share by which lengths may be wrong.
  package static let most = 0.002

  /// The largest scale error at any of the places; nil where the plane lacks one.
  static func scaleError(of places: [GeographicPoint?], in projector: Projector) -> Double? {
    var worst = 0.0
    for place in places {
      guard let place, let own = projector.scaleError(at: place) else { return nil }
      worst = max(worst, own)
    }
    return worst
  }

  /// Looks whether a plane serves one place.
  ///
  /// - Throws: ``ExtentError/unfitPlane(plane:file:scaleError:better:)``; `GeometryError` where the plane cannot
  ///   be used.
  package static func check(
    _ plane: WorkingPlane, at place: GeographicPoint, of file: String
  ) throws {
    let error = scaleError(of: [place], in: try Projector(plane))
    let better = WorkingPlane.chosen(for: place)
    if let error, error <= most || better == plane { return }
    throw ExtentError.unfitPlane(
      plane: plane.description, file: file, scaleError: error, better: better.description)
  }
}

extension Spread {
  /// The middle, and the corners and the middles of the sides of the box.
  fileprivate var places: [PlanePoint] {
    let x = [box.min.x, middle.x, box.max.x]
    return [box.min.y, middle.y, box.max.y].flatMap { y in x.map { PlanePoint($0, y) } }
  }
}

extension [Community] {
  /// An issue that counts the communities whose seat lies far from them; nil where there is none.
  ///
  /// - Throws: ``ExtentError/seatsApart(layer:away:of:)`` where more than half of the seats do.
  /// - Complexity: O(n) in their corners.
  package func seatIssue(of layer: String) throws(ExtentError) -> RecordIssue? {
    let reach = Ground.leastReachMetres
    let away = filter { community in
      guard let seat = community.seat, let box = community.extent else { return false }
      return box.squaredDistance(to: seat) > reach * reach
    }
    guard let first = away.first else { return nil }
    let all = count { $0.seat != nil }
    guard 2 * away.count <= all else {
      throw .seatsApart(layer: layer, away: away.count, of: all)
    }
    return RecordIssue(
      .warning, role: "communities", layer: layer, feature: "", field: "seat_lon",
      problem: Message(
        "extent.seats",
        [
          "away": ExactDecimal(away.count).grouped, "all": ExactDecimal(all).grouped,
          "distance": ExtentError.kilometres(reach), "community": first.id,
        ]),
      action: Message("extent.seats_kept"))
  }
}

extension RecordIssue {
  /// Whether it is about how layers lie to each other or to the plane: it was said when the layer was read.
  package var isAboutExtent: Bool { problem.key.hasPrefix("extent.") }
}
