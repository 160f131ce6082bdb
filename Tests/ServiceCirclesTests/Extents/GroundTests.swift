import PlaneGeometry
import Streets
import TestSupport
import Testing

@testable import ServiceCircles

/// What is near the streets, and what is said of layers that are not.
@Suite struct GroundTests {
  private static let hangzhou = GeographicPoint(longitude: 120.1636, latitude: 30.2766)

  private func boxes(_ points: [PlanePoint]) -> [Box] { points.map { Box($0) } }

  @Test func `near and away by the distance to every vertex`() throws {
    var random = SplitMix(state: 1)
    let town = try MadeGround(at: Self.hangzhou)
    let ground = town.ground
    var seen = [0, 0]
    for _ in 0..<4000 {
      let offset =
        PlanePoint(Double(random.next() % 80_000), Double(random.next() % 80_000)) - 40_000
      let point = town.middle + offset
      let distance =
        town.streets.vertices.map { vertex in
          let d = point - vertex
          return (d.x * d.x + d.y * d.y).squareRoot()
        }.min() ?? 0
      let isNear = ground.isNear(point)
      seen[isNear ? 1 : 0] += 1
      #expect(isNear ? distance < 15_000 : distance > 5_000)
      let found = try #require(ground.distance(to: point))
      #expect(abs(found.metres - distance) < 1e-6)
    }
    #expect(seen[0] > 500 && seen[1] > 500)
  }

  /// A box is near where any point of it is, however large it is.
  @Test func `boxes are near where they touch`() throws {
    let town = try MadeGround(at: Self.hangzhou)
    func box(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Box {
      Box(
        min: town.middle + PlanePoint(x.lowerBound, y.lowerBound) * 1000,
        max: town.middle + PlanePoint(x.upperBound, y.upperBound) * 1000)
    }
    #expect(town.ground.isNear(box(-900...(-5), -900...900)))
    #expect(town.ground.isNear(box(-30_000...30_000, -30_000...30_000)))
    #expect(!town.ground.isNear(box(-900...(-30), -900...900)))
    #expect(!town.ground.isNear(box(-30_000...30_000, 40...30_000)))
  }

  @Test func `a long street without a bend is ground all along`() throws {
    let streets = try StreetNetwork(
      nodes: [StreetNode([0, 0]), StreetNode([200_000, 50_000])],
      edges: [.made(0, 1, 206_000)], coordinateSystem: "made")
    let ground = Ground(streets, file: "s", plane: nil)
    for i in 0...100 { #expect(ground.isNear([2000 * Double(i), 500 * Double(i)])) }
    #expect(!ground.isNear([100_000, 60_000]))
  }

  /// One node at the other end of the world makes nothing there near but what stands beside it.
  @Test func `a stray node does not stretch the ground`() throws {
    let streets = try StreetNetwork(
      nodes: [
        StreetNode([0, 0]), StreetNode([1000, 0]), StreetNode([4e6, 3e6]),
        StreetNode([4e6, 3.001e6]),
      ],
      edges: [
        .made(0, 1, 1000),
        .made(2, 3, 1000),
      ], coordinateSystem: "made")
    let ground = Ground(streets, file: "s", plane: nil)
    #expect(ground.isNear([500, 0]) && !ground.isNear([2e6, 1.5e6]))
  }

  @Test func `coordinates that are no place on the Earth are away`() throws {
    let ground = try MadeGround(at: Self.hangzhou).ground
    for far in [1e7, 4e7, 1e12, 1e300] {
      #expect(!ground.isNear([far, far]) && !ground.isNear([-far, far]))
    }
  }

  @Test func `directions`() {
    let ways: [(Double, Double, CompassDirection)] = [
      (1, 0, .east), (1, 1, .northEast), (0, 1, .north), (-1, 1, .northWest), (-1, 0, .west),
      (-1, -1, .southWest), (0, -1, .south), (1, -1, .southEast), (10, 4, .east),
      (10, 5, .northEast), (-4, -10, .south), (-5, -10, .southWest),
    ]
    for (x, y, direction) in ways { #expect(CompassDirection(of: [x, y]) == direction) }
  }

  @Test func `a longer access leg reaches farther`() throws {
    let town = try MadeGround(at: Self.hangzhou)
    let far = town.middle + PlanePoint(60_000, 0)
    #expect(!town.ground.isNear(far))
    #expect(Ground(town.streets, file: "s", plane: town.plane, accessMetres: 60_000).isNear(far))
  }

  // MARK: Layers

  private func check(
    _ points: [PlanePoint], on ground: Ground, _ sample: CoordinateSample? = nil
  ) throws -> RecordIssue? {
    try ground.check(boxes(points), of: "x.csv", role: "facilities") { sample }
  }

  @Test func `a layer on the streets is not spoken of`() throws {
    let town = try MadeGround(at: Self.hangzhou)
    #expect(try check([], on: town.ground) == nil)
    #expect(try check([town.middle], on: town.ground) == nil)
  }

  /// Facilities that are away are in no sum of a community, homes in none: nothing of them is "kept".
  @Test(arguments: [
    ("facilities", "areas and numbers", "面积与数量"), ("residences", "beyond the edge", "无法判定"),
    ("land", "not reached", "未覆盖"), ("communities", "reach nothing", "无法通达"),
  ])
  func `what becomes of records that are away is said by their role`(
    role: String, english: String, chinese: String
  ) throws {
    let ground = try MadeGround(at: Self.hangzhou).ground
    let action = ground.issue(of: "a.gpkg", role: role, away: 2, of: 5).action
    #expect(action.text(in: .english).contains(english))
    #expect(action.text(in: .chinese).contains(chinese))
    #expect(!action.text(in: .english).contains("kept"))
  }

  /// A province's layer with a county's streets: what is away is counted.
  @Test func `a layer that is partly away is counted`() throws {
    let town = try MadeGround(at: Self.hangzhou)
    let far = (0..<299).map { town.middle + PlanePoint(Double($0) * 1000 + 50_000, -90_000) }
    let issue = try #require(try check(far + [town.middle], on: town.ground))
    #expect(issue.severity == .warning && issue.role == "facilities" && issue.layer == "x.csv")
    #expect(
      issue.problem.text(in: .english) == "299 of 300 lie more than 5.0 km from every street")
    #expect(issue.problem.text(in: .chinese) == "300 条中有 299 条距所有道路超过 5.0 公里")
  }

  @Test func `a layer that is away ends the run`() throws {
    let town = try MadeGround(at: Self.hangzhou)
    for count in [1, 300] {
      let far = (0..<count).map { _ in town.middle + PlanePoint(-209_500, 0) }
      let error = #expect(throws: ExtentError.self) { try check(far, on: town.ground) }
      #expect(
        error?.message.text(in: .english)
          == "x.csv: the middle of the facilities lies 200 km west of the nearest street"
          + " (city.osm.pbf); no other zone, unit or order of axes explains it:"
          + " is it the wrong file?")
      #expect(
        error?.message.text(in: .chinese)
          == "x.csv：设施的中心位于最近道路（city.osm.pbf）以西约 200 公里处；"
          + "换带、换单位、交换坐标轴均不能解释，是否选错了文件？")
    }
  }

  @Test func `a layer of another zone is named so`() throws {
    var random = SplitMix(state: 3)
    let town = try MadeGround(at: Self.hangzhou)
    let points = try MadeGround.coordinates(town.places(40, &random), in: 4550)
    // The plane is the system that the layer wrongly states: nothing is projected.
    let sample = CoordinateSample(points, definition: "EPSG:4549", system: "EPSG:4549")
    let error = #expect(throws: ExtentError.self) { try check(points, on: town.ground, sample) }
    let text = try #require(error?.message.text(in: .english))
    #expect(text.contains(" km west of the nearest street (city.osm.pbf); "), "\(text)")
    #expect(
      text.hasSuffix(
        "the coordinates are of EPSG:4550 (CGCS2000 / 3-degree Gauss-Kruger CM 123E), not EPSG:4549"
          + " (another central meridian or zone): state it for the layer; 100% of the layer is"
          + " where it belongs then"), "\(text)")
  }

  @Test func `communities that are misplaced are named beside the layer`() throws {
    var random = SplitMix(state: 4)
    let town = try MadeGround(at: Self.hangzhou)
    let places = town.places(40, &random)
    let wrong = try MadeGround.coordinates(places, in: 4550)
    let communities = Ground(boxes(wrong), .communities, file: "c.gpkg", plane: town.plane)
    let layer = Ground(
      boxes(places.compactMap { town.projector.forward($0) }), .records, file: "f.csv",
      plane: town.plane)
    let sample = CoordinateSample(wrong, definition: "EPSG:4549", system: "EPSG:4549")
    let error = try #require(communities.misplaced(beside: layer, sample))
    #expect(
      error.message.text(in: .english).hasPrefix("c.gpkg: the middle of the communities lies "))
    let good = CoordinateSample(degrees: places)
    #expect(communities.misplaced(beside: town.ground, good)?.message == nil)
  }

  @Test func `seats far from their community are counted, and more than half of them stop`() throws
  {
    func community(_ id: String, _ seat: PlanePoint?) -> Community {
      Community(
        id: id, setting: .urban, polygons: [Polygon(Box(min: [0, 0], max: [1000, 1000]))],
        seat: seat)
    }
    #expect(try [community("a", [500, 500]), community("b", nil)].seatIssue(of: "c") == nil)
    let issue = try [community("a", [500, 5900]), community("b", [90_000, 0])].seatIssue(of: "c")
    #expect(issue?.feature == "" && issue?.problem.values["away"] == "1")
    #expect(issue?.problem.values["community"] == "b")
    #expect(throws: ExtentError.seatsApart(layer: "c", away: 1, of: 1)) {
      try [community("a", nil), community("b", [90_000, 0])].seatIssue(of: "c")
    }
  }
}

/// Where most of some points lie.
@Suite struct SpreadTests {
  @Test func `selection is what sorting gives`() {
    var random = SplitMix(state: 2)
    for count in [1, 2, 3, 10, 101, 1000] {
      for spread in [1, 3, 1_000_000] as [UInt64] {
        let numbers = (0..<count).map { _ in Double(random.next() % spread) }
        let sorted = numbers.sorted()
        for rank in Set([0, count / 100, (count - 1) / 2, count - 1]) {
          var moved = numbers
          #expect(selected(rank, of: &moved) == sorted[rank])
          #expect(moved.sorted() == sorted)
        }
      }
    }
  }

  @Test func `a few strays move neither the middle nor the box`() throws {
    let points = (0..<1000).map { PlanePoint(Double($0), Double(1000 - $0)) }
    let strays = [PlanePoint(1e9, -1e9), PlanePoint(-1e9, 1e9), PlanePoint(.nan, 0)]
    let spread = try #require(Spread(of: points + strays))
    #expect(abs(spread.middle.x - 500) < 5 && abs(spread.middle.y - 500) < 5)
    #expect(spread.box.min.x >= 0 && spread.box.max.x <= 1000)
    let none: [PlanePoint] = []
    #expect(Spread(of: none) == nil)
  }
}

/// Whether a plane suits the data.
@Suite struct PlaneFitTests {
  /// Beside the central meridian of a transverse Mercator projection lengths grow by x² / 2R².
  @Test(arguments: [(120.0, 0.0), (121.5440, 0.00027), (122.2072, 0.00056), (126.0, 0.0042)])
  func `the scale of a Gauss–Krüger zone`(longitude: Double, error: Double) throws {
    let projector = try Projector(WorkingPlane(srid: 4549))
    let found = try #require(
      projector.scaleError(at: GeographicPoint(longitude: longitude, latitude: 29.9)))
    #expect(abs(found - error) < 0.02 * error + 1e-6, "\(found)")
  }

  private func town(_ longitude: Double, in srid: Int) throws -> Ground {
    try MadeGround(
      at: GeographicPoint(longitude: longitude, latitude: 30), in: WorkingPlane(srid: srid)
    ).ground
  }

  @Test func `a plane of a neighbouring zone is taken`() throws {
    for srid in [4548, 4549, 4550, 4528, 32651] {
      #expect(try town(120.2, in: srid).checkPlane() == nil)
    }
  }

  @Test(arguments: [4534, 4545, 4553, 32653, 2154]) func `a far plane ends the run`(srid: Int)
    throws
  {
    let error = #expect(throws: ExtentError.self) { try town(120.2, in: srid).checkPlane() }
    let text = try #require(error?.message.text(in: .english))
    #expect(text.hasPrefix("city.osm.pbf: lies where lengths in the working plane EPSG:\(srid) "))
    #expect(text.hasSuffix("use EPSG:4549 CGCS2000 / 3-degree Gauss-Kruger CM 120E"))
  }

  /// No plane is right for a whole country: that is said, and the run goes on.
  @Test func `data that is too wide for any plane`() throws {
    let places = (0..<200).map { i in
      GeographicPoint(longitude: 98 + Double(i % 20) * 1.2, latitude: 25 + Double(i / 20))
    }
    let plane = WorkingPlane.chosen(for: GeographicPoint(longitude: 109.4, latitude: 29))
    let projector = try Projector(plane)
    let boxes = places.compactMap { projector.forward($0) }.map { Box($0) }
    let ground = Ground(boxes, .communities, file: "c", plane: plane)
    let issue = try #require(try ground.checkPlane())
    #expect(issue.severity == .warning && issue.problem.key == "extent.wide")
  }
}
