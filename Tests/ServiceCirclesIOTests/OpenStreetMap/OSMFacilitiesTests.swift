import PlaneGeometry
import ServiceCircles
import Streets
import Testing

@testable import ServiceCirclesIO

@Suite struct OSMFacilitiesTests {
  static let plane = WorkingPlane.chosen(for: GeographicPoint(longitude: 120, latitude: 30))

  /// Tags and the kinds they make, of the cases that are easily got wrong.
  static let meanings: [(tags: [String: String], kinds: [String])] = [
    (["amenity": "clinic"], ["MED.clinic"]),
    (["amenity": "doctors", "healthcare": "doctor"], ["MED.clinic"]),
    (["amenity": "doctors", "healthcare": "dentist"], []),
    (["amenity": "clinic", "healthcare:speciality": "plastic_surgery"], []),
    (["healthcare": "centre"], ["MED.clinic"]),
    (["amenity": "veterinary"], []),
    (["amenity": "veterinary", "healthcare": "clinic"], []),
    (["amenity": "dentist"], []),
    (["amenity": "hospital"], ["MED.hospital"]),
    (["amenity": "pharmacy", "healthcare": "pharmacy"], ["COM.pharmacy"]),
    (["amenity": "community_centre"], ["CUL.activity_centre", "GOV.service_centre"]),
    (
      ["amenity": "community_centre", "community_centre:for": "senior"],
      ["CUL.activity_centre", "ELD.care_centre", "GOV.service_centre"]
    ),
    (["amenity": "townhall"], ["GOV.service_centre"]),
    (["office": "government"], []),
    (["office": "government", "government": "ministry"], []),
    (["office": "government", "government": "public_service"], ["GOV.service_hall"]),
    (["amenity": "library"], ["CUL.library"]),
    (["amenity": "public_bookcase"], []),
    (["amenity": "library", "access": "private"], []),
    (["amenity": "library", "disused": "yes"], []),
    (["disused:amenity": "library"], []),
    (["amenity": "library", "construction": "yes"], []),
    (["amenity": "library", "ruins": "yes"], []),
    (["amenity": "library", "demolished": "no"], ["CUL.library"]),
    (["amenity": "kindergarten"], ["CHD.kindergarten"]),
    (["amenity": "childcare"], ["CHD.childcare"]),
    (["amenity": "school"], []),
    (["amenity": "university"], ["EDU.college"]),
    (["amenity": "nursing_home"], ["ELD.nursing_home"]),
    (["amenity": "social_facility", "social_facility": "nursing_home"], ["ELD.nursing_home"]),
    (["amenity": "social_facility", "social_facility": "group_home"], []),
    (
      [
        "amenity": "social_facility", "social_facility": "group_home",
        "social_facility:for": "disabled; senior",
      ], ["ELD.assisted_living"]
    ),
    (["leisure": "pitch"], ["SPT.pitch"]),
    (["leisure": "pitch", "access": "private"], []),
    (["leisure": "park"], []),
    (["leisure": "park", "sport": "multi"], ["SPT.sports_park"]),
    (["leisure": "swimming_pool"], []),
    (["leisure": "swimming_pool", "access": "yes"], ["SPT.swimming_pool"]),
    (["leisure": "track", "sport": "running"], ["SPT.track"]),
    (["leisure": "track", "sport": "karting"], []),
    (["leisure": "playground"], []),
    (["amenity": "police"], ["SAF.police"]),
    (["office": "lawyer"], []),
    (["shop": "supermarket"], ["COM.supermarket"]),
    (["shop": "supermarket;bakery"], ["COM.catering", "COM.supermarket"]),
    (["amenity": "fuel"], []),
    (["amenity": "bank", "atm": "no"], ["UTL.bank"]),
    (["highway": "bus_stop"], ["UTL.bus_stop"]),
    (["highway": "bus_stop", "public_transport": "platform", "bus": "yes"], ["UTL.bus_stop"]),
    (["public_transport": "platform"], []),
  ]

  @Test(arguments: meanings)
  func `a tag counts where it means what the plan means`(
    tags: [String: String], kinds: [String]
  ) throws {
    var xml = OSMXML()
    xml.node(7, 10, 10, tags)
    let table = try xml.withFile { try OSMFacilities.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.kind.description) == kinds)
    #expect(table.rows.map(\.id) == (kinds.count == 1 ? ["n7"] : kinds.map { "n7:\($0)" }))
  }

  @Test func `points, lines and areas keep their shape, in the order of type and id`() throws {
    var xml = OSMXML()
    xml.rectangle(30, from: (0, 0), to: (10, 10), ["leisure": "pitch", "name": "球场"])
    xml.node(1, 50, 50, ["amenity": "library"])
    xml.node(2, 60, 50)
    xml.way(20, [1, 2], ["leisure": "track"])
    xml.rectangle(31, from: (20, 0), to: (30, 10), [:])
    xml.relation(5, ways: [31], ["type": "multipolygon", "leisure": "sports_centre"])
    xml.relation(6, ways: [99], ["type": "multipolygon", "leisure": "sports_centre"])
    xml.relation(7, ways: [99], ["type": "multipolygon", "leisure": "garden"])
    let table = try xml.withFile { try OSMFacilities.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id) == ["n1", "w20", "w30", "r5"])
    #expect(table.rows.map(\.geometry.dimension) == [0, 1, 2, 2])
    #expect(table.rows[2].name == "球场")
    if case .area(let area) = table.rows[2].place.parts.first {
      #expect(area.holes.isEmpty && area.exterior.count == 5)
    } else {
      Issue.record("an area was expected")
    }
    #expect(table.issues.map(\.feature) == ["r6"])
    #expect(table.featureCount == 5)
    #expect(table.rejectedCount == 1)
  }

  /// What stands in and at a clinic's building, 100 units wide, and the ids that count.
  static let twice: [(area: [String: String], points: [[String: String]], ids: [String])] = [
    (["amenity": "clinic"], [["amenity": "clinic"]], ["w100"]),
    (["amenity": "clinic", "name": "甲"], [["amenity": "clinic", "name": "甲"]], ["w100"]),
    (["amenity": "clinic", "name": "甲"], [["amenity": "clinic"]], ["w100"]),
    (["amenity": "clinic"], [["amenity": "clinic", "name": "甲"]], ["w100"]),
    (["amenity": "clinic"], [["healthcare": "clinic"]], ["w100"]),
    (
      ["amenity": "clinic", "name": "甲"],
      [["amenity": "clinic", "name": "甲"], ["amenity": "clinic", "name": "甲"]], ["w100"]
    ),
    // Different names, tags or kinds, or several that only the kind tells of: all of them.
    (["amenity": "clinic", "name": "甲"], [["amenity": "clinic", "name": "乙"]], ["n1", "w100"]),
    (["amenity": "clinic"], [["amenity": "doctors"]], ["n1", "w100"]),
    (["amenity": "bank"], [["amenity": "atm"]], ["n1", "w100"]),
    (["amenity": "clinic"], [["amenity": "library"]], ["n1", "w100"]),
    (
      ["amenity": "restaurant"],
      [["amenity": "restaurant", "name": "甲"], ["amenity": "restaurant", "name": "乙"]],
      ["n1", "n2", "w100"]
    ),
  ]

  @Test(arguments: twice)
  func `a point in the area of the same facility is one with it`(
    area: [String: String], points: [[String: String]], ids: [String]
  ) throws {
    var xml = OSMXML()
    // The second stands on the outline: an entrance.
    for (i, tags) in points.enumerated() { xml.node(i + 1, i == 0 ? 50 : 100, 50, tags) }
    xml.rectangle(100, from: (0, 0), to: (100, 100), area)
    xml.node(9, 101, 50, area)
    let table = try xml.withFile { try OSMFacilities.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id).filter { $0 != "n9" } == ids)
    #expect(table.rows.contains { $0.id == "n9" })
    #expect(table.rejectedCount == 0)
    let dropped = points.indices.map { "n\($0 + 1)" }.filter { !ids.contains($0) }
    #expect(table.issues.map(\.feature) == dropped)
    #expect(table.issues.allSatisfy { $0.problem.key == "osm.facility_repeated" })
    #expect(table.issues.allSatisfy { $0.problem.values["other"] == "w100" })
    let names = Set(([area] + points).compactMap { $0["name"] })
    if ids == ["w100"] { #expect(Set(table.rows.compactMap(\.name)) == names) }
  }

  @Test func `a relation and its outer way are one facility, with the hole`() throws {
    var xml = OSMXML()
    let clinic = ["amenity": "clinic", "name": "甲"]
    xml.rectangle(100, from: (0, 0), to: (10, 10), clinic)
    xml.rectangle(101, from: (2, 2), to: (8, 8), clinic)
    xml.relation(1, ways: [100, 101], clinic.merging(["type": "multipolygon"]) { a, _ in a })
    // Another facility on the outer way of one is another.
    xml.rectangle(200, from: (20, 0), to: (30, 10), ["amenity": "library"])
    xml.relation(2, ways: [200], ["type": "multipolygon", "amenity": "clinic"])
    xml.rectangle(300, from: (40, 0), to: (50, 10), ["amenity": "clinic", "name": "乙"])
    xml.relation(3, ways: [300], clinic.merging(["type": "multipolygon"]) { a, _ in a })
    let table = try xml.withFile { try OSMFacilities.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id) == ["w101", "w200", "w300", "r1", "r2", "r3"])
    #expect(table.issues.map(\.feature) == ["w100"])
    #expect(table.rows[3].geometry.polygons.map(\.holes.count) == [1])
  }

  @Test func `two of a kind on one spot or outline are one, where names allow`() throws {
    var xml = OSMXML()
    xml.node(1, 0, 0, ["shop": "supermarket"])
    xml.node(2, 0, 0, ["shop": "supermarket", "name": "甲"])
    xml.node(3, 0, 0, ["shop": "supermarket", "name": "乙"])
    xml.rectangle(10, from: (20, 0), to: (30, 10), ["leisure": "pitch"])
    xml.rectangle(11, from: (20, 0), to: (30, 10), ["leisure": "pitch"])
    xml.rectangle(12, from: (20, 0), to: (30, 11), ["leisure": "pitch"])
    let table = try xml.withFile { try OSMFacilities.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id) == ["n1", "n3", "w10", "w12"])
    #expect(table.rows.map(\.name) == ["甲", "乙", nil, nil])
    #expect(table.issues.map(\.feature) == ["n2", "w11"])
  }

  @Test func `of an object of several kinds only the kind that is mapped twice is dropped`() throws
  {
    var xml = OSMXML()
    xml.node(1, 5, 5, ["amenity": "community_centre"])
    xml.rectangle(10, from: (0, 0), to: (10, 10), ["amenity": "arts_centre"])
    xml.node(2, 25, 5, ["shop": "supermarket;bakery"])
    xml.rectangle(11, from: (20, 0), to: (30, 10), ["building": "yes", "amenity": "cafe"])
    let table = try xml.withFile { try OSMFacilities.read($0, plane: Self.plane) }
    #expect(
      table.rows.map(\.id) == [
        "n1:CUL.activity_centre", "n1:GOV.service_centre", "n2:COM.supermarket", "w10", "w11",
      ])
    #expect(table.issues.map(\.feature) == ["n2:COM.catering"])
    #expect(table.featureCount == 5)
  }

  @Test func `Monaco has facilities of the plan's categories, each id once`() throws {
    let plane = try OSMStreets(Extract.monaco).plane
    let table = try OSMFacilities.read(Extract.monaco, plane: plane)
    #expect(Set(table.rows.map(\.id)).count == table.rows.count)
    let categories = Set(table.rows.map(\.kind.category))
    #expect(
      categories.isSuperset(of: [.general, .childcare, .medical, .cultural, .sports, .commercial]))
  }

  @Test(
    .enabled(if: Extract.shared("las-palmas") != nil, "needs the shared collection of extracts"))
  func `Las Palmas has as many as counted elsewhere, less the closed ones`() throws {
    let file = try #require(Extract.shared("las-palmas/las_palmas_20230221.osm.pbf"))
    let plane = WorkingPlane.chosen(for: GeographicPoint(longitude: -15.45, latitude: 28.1))
    let table = try OSMFacilities.read(file, plane: plane)
    let count = Dictionary(grouping: table.rows, by: \.kind.description).mapValues(\.count)
    // Eleven, of which one is mapped as a building without a name and as a point in it.
    #expect(count["CUL.library"] == 10)
    #expect(
      table.issues.contains {
        $0.feature == "n5826915287" && $0.problem.values["other"] == "w300877990"
      })
    #expect(count["MED.hospital"].map { (20...30).contains($0) } == true)
    #expect(count["COM.pharmacy"].map { (80...84).contains($0) } == true)
    #expect(count["COM.supermarket"].map { (126...130).contains($0) } == true)
    #expect(count["COM.market"] == 4)
    #expect(count["GOV.service_centre"] == 7)
    #expect(count["SPT.pitch"].map { $0 > 300 && $0 <= 474 } == true)
  }
}
