import Foundation
import PlaneGeometry
import Streets
import TestSupport
import Testing

@testable import ServiceCircles

/// A layer that lies elsewhere than the streets, for each of the reasons that there are.
@Suite struct CoordinateMistakeTests {
  private static let hangzhou = GeographicPoint(longitude: 120.1636, latitude: 30.2766)

  private func mistake(
    _ points: [SIMD2<Double>], declared: String, on ground: Ground?, share: Double = 0
  ) -> CoordinateMistake? {
    CoordinateMistake.explaining(
      CoordinateSample(points, definition: declared, system: declared), on: ground, share: share)
  }

  /// The layers of a good town, labelled with a zone that they are not in: every pair of systems that are used in
  /// the province, at places anywhere in it.
  @Test(arguments: [4548, 4549, 4550, 4527, 4528, 4529, 4509, 4510, 4498, 4499])
  func `a wrong zone is named by the right one`(right: Int) throws {
    var random = SplitMix(state: UInt64(right))
    let systems = [4548, 4549, 4550, 4527, 4528, 4529, 4509, 4510, 4498, 4499]
    // A 6° zone on the meridian of a 3° zone has the same coordinates, with other numbers before them.
    let same: [Int: Set<Int>] = [4548: [4509], 4550: [4510], 4509: [4548], 4510: [4550]]
    for _ in 0..<3 {
      let place = GeographicPoint(
        longitude: 118.2 + Double(random.next() % 4000) / 1000,
        latitude: 27.5 + Double(random.next() % 3500) / 1000)
      let town = try MadeGround(at: place)
      let points = try MadeGround.coordinates(town.places(60, &random), in: right)
      let declared = systems[Int(random.next() % UInt64(systems.count))]
      if declared == right || same[right]?.contains(declared) == true { continue }
      let found = try #require(
        mistake(points, declared: "EPSG:\(declared)", on: town.ground), "\(declared) at \(place)")
      let code = try #require(
        found.right?.split(separator: " ").first.flatMap { Int($0.dropFirst(5)) })
      #expect(code == right || same[right]?.contains(code) == true, "\(found) at \(place)")
      #expect(found.percent == 100 && !found.isSwapped && found.declared == "EPSG:\(declared)")
    }
  }

  @Test func `eastings of eight digits are told from other meridians`() throws {
    var random = SplitMix(state: 5)
    let town = try MadeGround(at: Self.hangzhou)
    let places = town.places(60, &random)
    let prefixed = try mistake(
      MadeGround.coordinates(places, in: 4528), declared: "EPSG:4549", on: town.ground)
    #expect(prefixed?.kind == .zonePrefix && prefixed?.right?.hasPrefix("EPSG:4528 (") == true)
    let plain = try mistake(
      MadeGround.coordinates(places, in: 4549), declared: "EPSG:4528", on: town.ground)
    #expect(plain?.kind == .missingPrefix && plain?.right?.hasPrefix("EPSG:4549 (") == true)
    let other = try mistake(
      MadeGround.coordinates(places, in: 4549), declared: "EPSG:4550", on: town.ground)
    #expect(other?.kind == .otherSystem && other?.right?.hasPrefix("EPSG:4549 (") == true)
  }

  @Test func `the datum that a layer states is kept`() throws {
    var random = SplitMix(state: 6)
    let town = try MadeGround(at: Self.hangzhou)
    let places = town.places(60, &random)
    let xian = try mistake(
      MadeGround.coordinates(places, in: 2385), declared: "EPSG:2384", on: town.ground)
    #expect(xian?.right?.hasPrefix("EPSG:2385 (Xian 1980") == true, "\(String(describing: xian))")
    let beijing = try mistake(
      MadeGround.coordinates(places, in: 2437), declared: "EPSG:2436", on: town.ground)
    #expect(beijing?.right?.hasPrefix("EPSG:2437 (Beijing 1954") == true)
  }

  @Test func `exchanged axes`() throws {
    var random = SplitMix(state: 7)
    let town = try MadeGround(at: GeographicPoint(longitude: 7.42, latitude: 43.74))
    let places = town.places(60, &random)
    let degrees = mistake(
      places.map { SIMD2($0.latitude, $0.longitude) }, declared: "EPSG:4326", on: town.ground)
    #expect(degrees?.kind == .swapped && degrees?.isSwapped == true && degrees?.right == nil)
    let metres = try mistake(
      MadeGround.coordinates(places, in: 32632, isSwapped: true), declared: "EPSG:32632",
      on: town.ground)
    #expect(metres?.kind == .swapped)
    let both = try mistake(
      MadeGround.coordinates(places, in: 32631, isSwapped: true), declared: "EPSG:32632",
      on: town.ground)
    #expect(both?.kind == .otherSystem && both?.isSwapped == true)
    #expect(both?.right?.hasPrefix("EPSG:32631") == true)
  }

  @Test func `degrees and metres`() throws {
    var random = SplitMix(state: 8)
    let town = try MadeGround(at: Self.hangzhou)
    let places = town.places(60, &random)
    let pairs = places.map { SIMD2($0.longitude, $0.latitude) }
    #expect(mistake(pairs, declared: "EPSG:4549", on: town.ground)?.kind == .degrees)
    for srid in [4549, 4528, 32651] {
      let found = try mistake(
        MadeGround.coordinates(places, in: srid), declared: "EPSG:4326", on: town.ground)
      #expect(found?.kind == .metres)
      // A UTM zone is 1.3 km from the zone of its meridian: both are named.
      let names = found?.right?.components(separatedBy: " / EPSG:") ?? []
      #expect(names.contains { $0.replacing("EPSG:", with: "").hasPrefix("\(srid) (") }, "\(names)")
      #expect(names.count == (srid == 32651 ? 2 : 1))
    }
    // The web's Mercator is no plane to measure in, but a layer may well be in it.
    let radius = 6_378_137.0
    let mercator = places.map { place in
      SIMD2(
        radius * place.longitude * .pi / 180,
        radius * logarithm(of: place.latitude))
    }
    let web = mistake(mercator, declared: "EPSG:4549", on: town.ground)
    #expect(web?.kind == .otherSystem && web?.right == "EPSG:3857")
  }

  /// ln tan(π/4 + φ/2) by Simpson's rule over the secant, as the sphere's Mercator has it.
  private func logarithm(of latitude: Double) -> Double {
    let (end, steps) = (latitude * .pi / 180, 2000)
    func secant(_ angle: Double) -> Double {
      // The series of the cosine: the tests import no mathematics.
      var (term, sum) = (1.0, 1.0)
      for k in 1...12 {
        term *= -angle * angle / Double((2 * k - 1) * 2 * k)
        sum += term
      }
      return 1 / sum
    }
    let h = end / Double(steps)
    return (0...steps).reduce(0) { sum, i in
      sum + secant(Double(i) * h) * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2)
    } * h / 3
  }

  @Test func `what nothing explains stays unexplained`() throws {
    var random = SplitMix(state: 9)
    let town = try MadeGround(at: Self.hangzhou)
    let elsewhere = try MadeGround(at: GeographicPoint(longitude: 121.5, latitude: 28.6))
    let points = elsewhere.places(60, &random).map { SIMD2($0.longitude, $0.latitude) }
    #expect(mistake(points, declared: "EPSG:4326", on: town.ground) == nil)
    #expect(mistake([], declared: "EPSG:4326", on: town.ground) == nil)
  }

  /// A part that lies right is no mistake, unless another reading puts nearly all of it right.
  @Test func `a layer of which a part lies right`() throws {
    var random = SplitMix(state: 10)
    let town = try MadeGround(at: Self.hangzhou)
    let elsewhere = try MadeGround(at: GeographicPoint(longitude: 121.5, latitude: 28.6))
    let far = elsewhere.places(80, &random)
    let near = town.places(20, &random)
    let mixed = (near + far).map { SIMD2($0.longitude, $0.latitude) }
    #expect(mistake(mixed, declared: "EPSG:4326", on: town.ground, share: 0.2) == nil)
    let wrong = try MadeGround.coordinates(town.places(95, &random), in: 4550)
    let right = try MadeGround.coordinates(town.places(5, &random), in: 4549)
    let found = mistake(wrong + right, declared: "EPSG:4549", on: town.ground, share: 0.05)
    #expect(found?.right?.hasPrefix("EPSG:4550") == true && found?.percent == 95)
  }

  @Test func `numbers that show their mistake without a ground`() {
    func found(_ x: Double, _ y: Double, _ declared: String) -> CoordinateMistake? {
      mistake([SIMD2(x, y), SIMD2(x + 1, y + 1)], declared: declared, on: nil)
    }
    let prefix = found(40_513_789, 3_350_787, "EPSG:4549")
    #expect(prefix?.kind == .zonePrefix && prefix?.right?.hasPrefix("EPSG:4528") == true)
    #expect(prefix?.percent == nil)
    let six = found(20_513_789, 3_350_787, "EPSG:2385")
    #expect(six?.right?.hasPrefix("EPSG:2334 (Xian 1980") == true)
    let turned = found(3_350_787, 40_513_789, "EPSG:4549")
    #expect(turned?.kind == .zonePrefix && turned?.isSwapped == true)
    #expect(found(30.28, 120.16, "EPSG:4490")?.kind == .swapped)
    #expect(found(40_513_789, 3_350_787, "EPSG:4326")?.kind == .metres)
    #expect(found(513_789, 3_350_787, "EPSG:4326")?.kind == .metres)
    #expect(found(513_789, 3_350_787, "EPSG:4326")?.right == nil)
    #expect(found(120.16, 30.28, "EPSG:4549")?.kind == .degrees)
    let turnedDegrees = found(30.28, 120.16, "EPSG:4549")
    #expect(turnedDegrees?.kind == .degrees && turnedDegrees?.isSwapped == true)
    #expect(found(513_789, 3_350_787, "EPSG:4549") == nil)
    #expect(found(120.16, 30.28, "EPSG:4326") == nil)
  }

  @Test func `degrees have the datum of their code`() throws {
    for (srid, datum, name) in [
      (4490, ChineseDatum.cgcs2000, "China Geodetic Coordinate System 2000"),
      (4610, .xian1980, "Xian 1980"),
      (4214, .beijing1954, "Beijing 1954"),
    ] {
      #expect(ChineseDatum.known("EPSG:\(srid)") == datum, "\(name)")
    }
    #expect(ChineseDatum.known("EPSG:4326") == nil)
  }

  @Test func `the register knows every system by its number`() throws {
    for (family, name) in [
      (ChineseDatum.cgcs2000, "CGCS2000"), (.xian1980, "Xian 1980"),
      (.beijing1954, "Beijing 1954"),
    ] {
      for zone in 25...45 {
        for isPrefixed in [true, false] {
          let srid = try #require(family.system3(zone, isPrefixed: isPrefixed))
          let plane = try WorkingPlane(srid: srid)
          #expect(plane.name.hasPrefix("\(name) / 3-degree Gauss-Kruger"), "\(plane)")
          #expect(plane.name.hasSuffix(isPrefixed ? "zone \(zone)" : "CM \(3 * zone)E"), "\(plane)")
          #expect(ChineseDatum.isPrefixed(srid) == isPrefixed)
          #expect(ChineseDatum.datum(of: plane.code) == family)
          #expect(ChineseDatum.datum(of: plane.name) == family)
        }
      }
      for zone in 13...23 {
        for isPrefixed in [true, false] {
          let srid = try #require(family.system6(zone, isPrefixed: isPrefixed))
          let plane = try WorkingPlane(srid: srid)
          #expect(plane.name.hasPrefix("\(name) / Gauss-Kruger"), "\(plane)")
          #expect(
            plane.name.hasSuffix(isPrefixed ? "zone \(zone)" : "CM \(6 * zone - 3)E"), "\(plane)")
        }
      }
    }
  }

  @Test func `every mistake has words in both languages`() {
    let kinds: [CoordinateMistake.Kind] = [
      .swapped, .zonePrefix, .missingPrefix, .otherSystem, .degrees, .metres,
    ]
    for kind in kinds {
      for isSwapped in [true, false] {
        for (right, percent) in [("EPSG:4528 (x)", 97), (nil, nil)] as [(String?, Int?)] {
          let mistake = CoordinateMistake(
            kind: kind, declared: "EPSG:4549", right: right, isSwapped: isSwapped, percent: percent)
          for language in Language.allCases {
            let text = mistake.message.text(in: language)
            #expect(!text.contains("{") && !text.contains("extent."), "\(text)")
            #expect(!text.contains("  "), "\(text)")
            if percent != nil { #expect(text.contains("97")) }
          }
        }
      }
    }
  }
}
