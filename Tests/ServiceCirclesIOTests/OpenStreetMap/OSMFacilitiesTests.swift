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
    #expect(count["CUL.library"] == 11)
    #expect(count["MED.hospital"].map { (20...30).contains($0) } == true)
    #expect(count["COM.pharmacy"].map { (80...84).contains($0) } == true)
    #expect(count["COM.supermarket"].map { (126...130).contains($0) } == true)
    #expect(count["COM.market"] == 4)
    #expect(count["GOV.service_centre"] == 7)
    #expect(count["SPT.pitch"].map { $0 > 300 && $0 <= 474 } == true)
  }
}
