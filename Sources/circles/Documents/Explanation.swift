import Foundation
import PlaneGeometry
import ServiceCircles
import ServiceCirclesIO
import Streets

/// The route behind a travel time, as text, JSON and GeoJSON.
struct Explanation {
  let journey: Journey
  let facilityID: String
  let kind: String
  /// Why something may be nearer that the data does not have; nil where nothing may.
  let openCause: NearestAnswers.OpenCause?
  let names: [String]
  let direction: Direction

  /// One line of the explanation.
  struct Line: Codable {
    var what: String
    var street: String?
    var metres: Double
    var minutes: Double
  }

  /// The whole explanation as JSON shows it.
  struct Document: Encodable {
    var facility_id: String
    var kind: String
    var direction: String
    /// Null where something that the data does not have may be nearer.
    @OrNull var minutes: Double?
    var minutes_at_most: Double
    /// Why something may be nearer.
    @OrNull var open: String?
    var access_m: Double
    var steps: [Line]
  }

  private func rounded(_ value: Double, _ places: Int) -> Double {
    Double(value.text(places: places)) ?? value
  }

  var document: Document {
    let minutes = Double(journey.arrival.time.minutesText(places: 4)) ?? 0
    return Document(
      facility_id: facilityID, kind: kind, direction: direction.rawValue,
      minutes: openCause == nil ? minutes : nil, minutes_at_most: minutes,
      open: openCause?.rawValue,
      access_m: rounded(journey.arrival.accessMetres, 2),
      steps: journey.steps.map { step in
        Line(
          what: step.kind.rawValue, street: step.name.map { names[$0] },
          metres: rounded(step.metres, 2), minutes: rounded(step.milliseconds / 60_000, 4))
      })
  }

  func json() throws -> String { try JSONOutput.text(document) }

  private var headline: String {
    if kind.isEmpty {
      return openCause == nil
        ? "explain.headline_without_kind" : "explain.headline_without_kind_at_most"
    }
    return openCause == nil ? "explain.headline" : "explain.headline_at_most"
  }

  /// A headline, why it is not certain where it is not, then a line for each stretch.
  var text: String {
    var lines = [
      Interface.text(
        headline,
        [
          "facility": facilityID, "kind": kind,
          "minutes": journey.arrival.time.minutesText(places: 1),
          "direction": Interface.text("direction.\(direction.rawValue)"),
        ])
    ]
    if let openCause { lines.append(Interface.text("explain.open_\(openCause.rawValue)")) }
    for (i, step) in journey.steps.enumerated() {
      let what =
        switch step.kind {
        case .placeLeg: Interface.text("explain.place_leg")
        case .facilityLeg: Interface.text("explain.facility_leg")
        case .street:
          step.name.map { names[$0] } ?? Interface.text("explain.unnamed_street")
        }
      lines.append(
        Interface.text(
          "explain.step",
          [
            "number": "\(i + 1)", "what": what,
            "metres": step.metres.text(places: 0),
            "minutes": (step.milliseconds / 60_000).text(places: 2),
          ]))
    }
    return lines.joined(separator: "\n")
  }

  /// What ``geoJSON(in:)`` is told by.
  static let kind = OutputKind.geoJSON(
    fields: ["what", "metres", "minutes"], optional: ["street"])

  /// A feature for each stretch.
  func geoJSON(in projector: Projector) throws -> String {
    struct LineGeometry: Codable {
      var type = "LineString"
      var coordinates: [[Double]]
    }
    struct Feature: Codable {
      var type = "Feature"
      var properties: Line
      var geometry: LineGeometry
    }
    struct Collection: Codable {
      var type = "FeatureCollection"
      var features: [Feature]
    }
    let features = zip(journey.steps, document.steps).map { step, line in
      let points = step.points.compactMap { projector.inverse($0) }
        .map { [rounded($0.longitude, 8), rounded($0.latitude, 8)] }
      return Feature(properties: line, geometry: LineGeometry(coordinates: points))
    }
    return try JSONOutput.text(Collection(features: features), isIndented: false)
  }
}
