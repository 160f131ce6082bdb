// The library from the outside: who reaches a clinic, and a whole county with its report.
// swift run Embedding ../../../fixtures/monaco/monaco.osm.pbf \
//   ../../../fixtures/sample-county/project.yaml county.sqlite
import Foundation
import PlaneGeometry
import ServiceCircles
import ServiceCirclesIO
import Streets

let arguments = CommandLine.arguments.dropFirst().map { URL(fileURLWithPath: $0) }
guard arguments.count == 3 else {
  print("usage: Embedding monaco.osm.pbf project.yaml report.sqlite")
  exit(64)
}

let network = try await StreetNetwork(openStreetMap: arguments[0])
let projector = try Projector(WorkingPlane(code: network.coordinateSystem))
guard let clinic = projector.forward(GeographicPoint(longitude: 7.4197, latitude: 43.7312)),
  let home = projector.forward(GeographicPoint(longitude: 7.4246, latitude: 43.7384))
else { exit(65) }
let clinics = [Place(id: "clinic", at: clinic)]
let field = network.timeField(to: clinics, by: .walk, within: .minutes(15))
let minutes = field.time(at: home)?.minutes  // nil beyond the limit
let circle = field.circle(tolerance: .metres(2))  // a valid MultiPolygon in the plane
print("home to clinic: \(minutes.map { "\($0) minutes" } ?? "more than 15 minutes")")
print("service circle: \(Int(circle.areaSquareMetres)) m² in \(network.coordinateSystem)")

let project = try ProjectFile(path: arguments[1].path)
let result = try await Assessment(project, circles: .service).run()
try ReportStore.write(result, to: arguments[2], overwrite: true)
print("\(result.communities.count) communities, \(result.circles.count) circles")
