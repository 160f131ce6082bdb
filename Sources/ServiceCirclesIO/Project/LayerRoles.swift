import ServiceCircles

/// Looks that no layer of a project is taken for two things.
///
/// A layer given as homes and again as facilities, or as communities and again as homes, gives numbers that
/// nobody sees to be wrong. Other layers of the same file, and other records of the same layer, are other things.
/// Where people live is residential land as well, so one layer may be both; registers may be the table of any
/// layer. The communities' own polygons stand for land as `land: community`, which labels the results.
enum LayerRoles {
  private struct Entry {
    var role: String
    var source: LayerSource
  }

  private static let mayBeBoth: Set<Set<String>> = [["residences", "land"]]

  /// - Throws: ``LayerError`` of the reason twoRoles.
  static func check(_ project: ProjectFile) throws(LayerError) {
    var entries = project.facilities.compactMap(\.source)
      .map { Entry(role: "facilities", source: $0) }
    if let communities = project.communities {
      entries.insert(Entry(role: "communities", source: communities.source), at: 0)
    }
    if let residences = project.residences {
      entries.append(Entry(role: "residences", source: residences.source))
    }
    if case .layer(let source) = project.land {
      entries.append(Entry(role: "land", source: source))
    }
    for (i, entry) in entries.enumerated() {
      for other in entries[..<i]
      where other.role != entry.role && !mayBeBoth.contains([other.role, entry.role])
        && other.source.isSameLayer(as: entry.source)
      {
        throw LayerError(
          .twoRoles(other.role, entry.role), file: entry.source.shownPath,
          layer: entry.source.layer)
      }
    }
  }
}

extension LayerSource {
  /// Whether another source gives the same records of the same layer, whatever the paths to it.
  fileprivate func isSameLayer(as other: LayerSource) -> Bool {
    guard filter == other.filter else { return false }
    if path == other.path, layer == other.layer { return true }
    guard !path.hasPrefix(Self.postgres), !other.path.hasPrefix(Self.postgres) else { return false }
    let (own, others) = (LayerPath.file(of: path), LayerPath.file(of: other.path))
    if own == nil, others == nil, let identity = FileIdentity(path),
      identity == FileIdentity(other.path), (layer == nil) == (other.layer == nil)
    {
      return layer == other.layer
    }
    // A folder and a file in it, a file and one that belongs to it, an archive and a file in it: names decide.
    guard
      InputFiles([path]).input(hitBy: [others ?? other.path]) != nil
        || InputFiles([other.path]).input(hitBy: [own ?? path]) != nil,
      let name = try? OpenedLayer(self).name, let otherName = try? OpenedLayer(other).name
    else { return false }
    return name == otherName
  }
}
