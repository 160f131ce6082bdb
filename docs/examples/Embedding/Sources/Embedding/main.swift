// Who reaches a clinic in Monaco within fifteen minutes on foot?
// swift run Embedding ../../../fixtures/monaco/monaco.osm.pbf
import Foundation
import PlaneGeometry
import ServiceCircles
import ServiceCirclesIO
import Streets

let plane = WorkingPlane.chosen(for: GeographicPoint(longitude: 7.42, latitude: 43.74))
let projector = try Projector(plane)
guard let path = CommandLine.arguments.dropFirst().first,
  let clinic = projector.forward(GeographicPoint(longitude: 7.4197, latitude: 43.7312)),
  let home = projector.forward(GeographicPoint(longitude: 7.4246, latitude: 43.7384))
else {
  print("usage: Embedding monaco.osm.pbf")
  exit(64)
}

let network = try StreetNetwork(openStreetMap: URL(fileURLWithPath: path), plane: plane)
let clinics = [Place(id: "clinic", at: clinic)]
let field = network.timeField(to: clinics, by: .walk, within: .minutes(15))
let minutes = field.time(at: home)?.minutes  // nil beyond the limit
let circle = field.circle(tolerance: .metres(2))  // a valid MultiPolygon in the plane

print("home to clinic: \(minutes.map { "\($0) minutes" } ?? "more than 15 minutes")")
print("service circle: \(Int(circle.areaSquareMetres)) m² in \(plane.code)")
