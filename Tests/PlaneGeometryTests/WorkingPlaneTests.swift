import Testing

@testable import PlaneGeometry

@Suite struct WorkingPlaneTests {
  @Test(arguments: [
    ("Hangzhou", 120.16, 30.28, 4549), ("Kaihua", 118.41, 29.14, 4548),
    ("Dinghai", 122.21, 29.99, 4550), ("Ningbo", 121.54, 29.87, 4550),
    ("Shanghai", 121.47, 31.23, 4549), ("Beijing", 116.4, 39.9, 4548),
    ("Ürümqi", 87.6, 43.8, 4538), ("Lhasa", 91.1, 29.65, 4539), ("Kashgar", 75.99, 39.47, 4534),
    ("Harbin", 126.6, 45.8, 4551), ("Haikou", 110.3, 20.0, 4546), ("Hong Kong", 114.2, 22.3, 4547),
    ("Xiamen", 118.1, 24.5, 4548), ("Mohe", 122.5, 52.97, 4550), ("Hohhot", 111.7, 40.8, 4546),
  ]) func placesInChinaGetTheirZone(
    _ name: String, _ longitude: Double, _ latitude: Double, _ srid: Int
  ) throws {
    let plane = WorkingPlane.chosen(for: GeographicPoint(longitude: longitude, latitude: latitude))
    #expect(plane.srid == srid, "\(name)")
    // The register agrees with the name that is made up from the number.
    #expect(try WorkingPlane(srid: plane.srid) == plane)
  }

  @Test(arguments: [
    ("Taipei", 121.56, 25.04, 32651), ("Kaohsiung", 120.3, 22.6, 32651),
    ("Penghu", 119.57, 23.57, 32650), ("Seoul", 127.0, 37.57, 32652),
    ("Pyongyang", 125.75, 39.03, 32651), ("Tokyo", 139.7, 35.7, 32654),
    ("Hanoi", 105.85, 21.03, 32648), ("Mandalay", 96.1, 21.95, 32647),
    ("Kathmandu", 85.32, 27.72, 32645), ("Thimphu", 89.64, 27.47, 32645),
    ("Delhi", 77.2, 28.6, 32643), ("Almaty", 76.9, 43.25, 32643),
    ("Bishkek", 74.6, 42.87, 32643), ("Ulaanbaatar", 106.9, 47.9, 32648),
    ("Vladivostok", 131.9, 43.1, 32652), ("Khabarovsk", 135.1, 48.5, 32653),
    ("Berlin", 13.4, 52.5, 32633), ("Sydney", 151.2, -33.9, 32756), ("date line", 180, 1, 32601),
    ("west", -180, -1, 32701), ("Helsinki", 24.94, 60.17, 32635), ("turned", 373.4, 52.5, 32633),
  ]) func placesElsewhereGetUTM(
    _ name: String, _ longitude: Double, _ latitude: Double, _ srid: Int
  ) throws {
    let plane = WorkingPlane.chosen(for: GeographicPoint(longitude: longitude, latitude: latitude))
    #expect(plane.srid == srid, "\(name)")
    #expect(try WorkingPlane(srid: plane.srid) == plane)
  }

  @Test(arguments: [4326, 4490, 3857, 3395, 2263, 0, -1, 999_999])
  func whatIsNoPlaneInMetresIsRefused(_ srid: Int) {
    #expect(throws: GeometryError.self) { try WorkingPlane(srid: srid) }
  }

  @Test func aPlaneIsFoundByItsCode() throws {
    let plane = try WorkingPlane(srid: 4549)
    #expect(try WorkingPlane(code: plane.code) == plane)
  }

  @Test(arguments: ["", "4549", "EPSG:", "EPSG:x", "EPSG:4326", "ESRI:4549", "epsg 4549"])
  func anotherTextIsNoPlane(_ code: String) {
    #expect(throws: GeometryError.self) { try WorkingPlane(code: code) }
  }

  @Test(arguments: [4528, 3826, 2384, 25832, 27700, 2154, 5070])
  func otherPlanesInMetresAreTaken(_ srid: Int) throws {
    let plane = try WorkingPlane(srid: srid)
    #expect(plane.code == "EPSG:\(srid)" && !plane.name.isEmpty)
  }
}
