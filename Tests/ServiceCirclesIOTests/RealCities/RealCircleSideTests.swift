import Foundation
import PlaneGeometry
import ServiceCirclesIO
import Streets
import TestSupport
import Testing

/// Places of real cities on their true side of drawn circles, one by one by T itself.
///
/// In longer runs of the same kind, over eleven million places of five cities, no place was farther than
/// 1.2 m from the other side of the boundary it was drawn on the wrong side of, for a tolerance of 2 m.
@Suite struct RealCircleSideTests {
  static let toleranceMetres = 2.0

  /// T at a place, against a time, with memory of its own.
  final class Judge {
    let field: TimeField
    private let travel: TravelNetwork
    private var legs = AccessLegs()

    init(_ field: TimeField, _ travel: TravelNetwork) {
      self.field = field
      self.travel = travel
    }

    /// Whether T ≤ τ, the field's limit.
    func isReached(_ p: PlanePoint) -> Bool {
      legs.find(of: Place(id: "", at: p), in: travel)
      return field.arrival(over: legs) != nil
    }

    /// Whether some place within the tolerance is on the other side: looked for outwards, so that a
    /// small hole is not missed.
    func hasOtherSide(near p: PlanePoint, isReached: Bool) -> Bool {
      for ring in 1...10 {
        let r = toleranceMetres * Double(ring) / 10
        for k in 0..<(6 * ring) {
          let a = Double(k) / Double(6 * ring) * 2 * .pi
          if self.isReached(p + PlanePoint(cos(a), sin(a)) * r) != isReached { return true }
        }
      }
      return false
    }
  }

  private func check(_ city: RealCity, _ setting: CircleSetting, circles: Int, places: Int) throws {
    var random = SplitMix(state: 2024)
    let travel = try city.travel(setting)
    let engine = CircleEngine(travel, toleranceMetres: Self.toleranceMetres)
    var (drawn, inside, outside, wrong) = (0, 0, 0, 0)
    while drawn < circles {
      let at = try city.somewhere(in: travel, within: setting.facilityMetres, &random)
      let facility = [Place(id: "f", at: at)]
      let circle = DrawnCircle(engine.circles(of: facility, within: [setting.time])[0])
      if circle.polygons.isEmpty { continue }
      drawn += 1
      let judge = Judge(travel.timeField(to: facility, within: setting.time), travel)
      for i in 0..<places {
        // Half of them where mistakes would be.
        let near = i % 2 == 0 ? circle.placeNearBoundary(within: 3, &random) : nil
        let p = near ?? circle.placeAround(&random)
        let isReached = judge.isReached(p)
        if isReached { inside += 1 } else { outside += 1 }
        if isReached != circle.contains(p) {
          wrong += 1
          #expect(
            judge.hasOtherSide(near: p, isReached: isReached),
            "facility \(at), place \(p): reached \(isReached), drawn \(!isReached)")
        }
      }
    }
    #expect(inside > places / 4 && outside > places / 4 && wrong > 0)
  }

  @Test(arguments: CircleSetting.all)
  func monaco(_ setting: CircleSetting) throws {
    try check(.monaco, setting, circles: 2, places: 800)
  }

  @Test(
    .enabled(if: RealCity.areThere, RealCity.absence), arguments: RealCity.shared, CircleSetting.all
  )
  func `cities of the collection`(_ city: RealCity, _ setting: CircleSetting) throws {
    let isCycling = setting.mode == .cycle
    try check(city, setting, circles: isCycling ? 1 : 4, places: isCycling ? 3000 : 1500)
  }
}
