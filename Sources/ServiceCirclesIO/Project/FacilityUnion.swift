import Foundation
import PlaneGeometry
import ServiceCircles

/// The facilities of several layers, each id once.
///
/// > Ids that collide between layers are prefixed by the layer; identical records are one.
struct FacilityUnion {
  /// A layer that was read.
  struct Layer {
    /// Where it was read from; nil for an OpenStreetMap file.
    var source: LayerSource?
    /// The layer as issues name it.
    var description: String
    /// Its facilities, each id once.
    var facilities: [Facility]
    /// By ids that were made, those that the records have in the file.
    var originalIDs: [String: String] = [:]

    /// Its names for people, the shortest first; all of them may be another layer's, too.
    fileprivate var names: [String] {
      guard let source else { return ["osm"] }
      let url = URL(fileURLWithPath: source.path)
      let stem = url.deletingPathExtension().lastPathComponent
      var names = [source.layer ?? stem]
      var last = source.layer.map { "\(stem).\($0)" } ?? url.lastPathComponent
      names.append(last)
      for folder in url.deletingLastPathComponent().pathComponents.reversed() where folder != "/" {
        last = "\(folder)/\(last)"
        names.append(last)
      }
      return names
    }
  }

  /// What a facility says but its id.
  private struct Content: Hashable {
    var geometry: Geometry
    var kind: FacilityKind
    var texts: [String?]

    init(_ facility: Facility) {
      geometry = facility.geometry
      kind = facility.kind
      texts = [facility.name, facility.floorArea, facility.servedCommunityID]
    }
  }

  /// All facilities, in the order of the layers.
  private(set) var facilities: [Facility] = []
  /// One for each kind of trouble and layer.
  private(set) var issues: [RecordIssue] = []
  /// By layer: how many of ``facilities`` are its.
  private(set) var counts: [Int]
  /// By layer: how many facilities say the same as one of an earlier layer, and are left out.
  private(set) var identicalCounts: [Int]

  /// - Complexity: O(n); what facilities say is looked at only where layers share an id.
  init(_ layers: [Layer]) {
    identicalCounts = layers.map { _ in 0 }
    counts = layers.map(\.facilities.count)
    guard layers.count > 1 else {
      facilities = layers.flatMap(\.facilities)
      return
    }
    let kept = keptOnce(layers)
    counts = kept.map(\.count)
    let shared = Self.ids(inSeveralOf: kept.map { $0.map(\.id) })
    // What keeps its id has it, whichever layer comes first.
    var taken = Set(kept.joined().map(\.id)).subtracting(shared)
    let names = Self.names(of: layers)
    for (layer, own) in kept.enumerated() {
      var prefixed = 0
      for var facility in own {
        if shared.contains(facility.id) {
          let id = "\(names[layer])/\(facility.id)"
          var unique = id
          var number = 1
          while !taken.insert(unique).inserted {
            number += 1
            unique = "\(id)#\(number)"
          }
          facility.place.id = unique
          prefixed += 1
        }
        facilities.append(facility)
      }
      report(
        layers[layer], prefixed, "place.shared_id",
        Message("place.prefixed", ["name": names[layer]]))
      report(
        layers[layer], identicalCounts[layer], "place.identical_elsewhere",
        Message("layer.skipped"))
    }
  }

  /// The facilities by layer.
  var facilitiesOfLayers: [[Facility]] {
    var first = 0
    return counts.map { count in
      defer { first += count }
      return Array(facilities[first..<first + count])
    }
  }

  private mutating func report(
    _ layer: Layer, _ count: Int, _ problem: String, _ action: Message
  ) {
    guard count > 0 else { return }
    issues.append(
      RecordIssue(
        .warning, role: "facilities", layer: layer.description, feature: "", field: "id",
        problem: Message(problem, ["count": "\(count)"]), action: action))
  }

  /// The facilities of every layer without those that an earlier layer has.
  private mutating func keptOnce(_ layers: [Layer]) -> [[Facility]] {
    let originals = layers.map { layer in
      layer.facilities.map { layer.originalIDs[$0.id] ?? $0.id }
    }
    let shared = Self.ids(inSeveralOf: originals)
    var seen: [String: Set<Content>] = [:]
    return layers.indices.map { layer in
      zip(layers[layer].facilities, originals[layer]).compactMap { facility, id in
        guard shared.contains(id), !seen[id, default: []].insert(Content(facility)).inserted else {
          return facility
        }
        identicalCounts[layer] += 1
        return nil
      }
    }
  }

  /// The ids that facilities of several layers have.
  private static func ids(inSeveralOf layers: [[String]]) -> Set<String> {
    var layerOfID: [String: Int] = [:]
    var shared: Set<String> = []
    for (layer, ids) in layers.enumerated() {
      for id in ids where layerOfID.updateValue(layer, forKey: id) ?? layer != layer {
        shared.insert(id)
      }
    }
    return shared
  }

  /// A name for every layer: the shortest that no other layer has, whatever their order. Only a layer that is
  /// named twice shares its name.
  private static func names(of layers: [Layer]) -> [String] {
    let all = layers.map(\.names)
    var length = layers.map { _ in 0 }
    func name(_ layer: Int) -> String { all[layer][min(length[layer], all[layer].count - 1)] }
    for _ in 0..<(all.map(\.count).max() ?? 0) {
      let groups = Dictionary(grouping: layers.indices, by: name).values.filter { $0.count > 1 }
      if groups.isEmpty { break }
      for layer in groups.joined() { length[layer] += 1 }
    }
    return layers.indices.map(name)
  }
}
