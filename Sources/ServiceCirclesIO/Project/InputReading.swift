import Foundation
import PlaneGeometry
import ServiceCircles
import Streets

/// Reads the layers of a project one after the other and notes what came of each.
struct InputReading {
  let plane: WorkingPlane
  private(set) var issues: [RecordIssue] = []
  private(set) var sources: [InputSource] = []
  private(set) var landLabel = "none"

  private let project: ProjectFile
  private let file: OSMFile?
  private let streetData: OSMStreets?
  private var digests: [String: String] = [:]

  init(_ project: ProjectFile) throws {
    self.project = project
    file = project.streets.map { OSMFile(path: $0) }
    let given = try project.srid.map { try WorkingPlane(srid: $0) }
    streetData = try file.map { try OSMStreets($0, plane: given) }
    issues = streetData?.issues ?? []
    if let chosen = given ?? streetData?.plane {
      plane = chosen
    } else {
      guard let source = project.layers.last,
        let centre = try LayerExtent.centre(of: project.communities?.source ?? source)
      else {
        throw LayerError(.missingCRS, file: project.communities?.source.path ?? "")
      }
      plane = .chosen(for: centre)
    }
  }

  /// The streets; nil for straight lines.
  mutating func streets() throws -> StreetNetwork? {
    guard let streetData, let file else { return nil }
    try note("streets", file, features: streetData.segments.count, rejected: 0)
    return try StreetNetwork(streetData)
  }

  mutating func communities() throws -> [Community] {
    if let (source, columns) = project.communities {
      return try note(
        "communities", source,
        try CommunityReader(
          source, plane: plane, columns: columns, setting: project.setting,
          standard: project.standard
        ).communities())
    }
    let file = try openStreetMap(for: "communities")
    return try note(
      "communities", file,
      try OSMCommunities.read(
        file, plane: plane, level: project.adminLevel, setting: project.setting ?? .urban,
        extent: streetData.map { $0.extent ?? $0.bounds }))
  }

  mutating func residences() throws -> [Residence] {
    if let (source, columns) = project.residences {
      return try note(
        "residences", source,
        try PlaceReader(source, role: "residences", plane: plane, columns: columns).residences())
    }
    guard let file else { return [] }
    return try note("residences", file, try OSMHomes.read(file, plane: plane))
  }

  mutating func facilities() throws -> [Facility] {
    let entries = project.facilities.isEmpty ? [ProjectFile.Facilities()] : project.facilities
    var facilities: [Facility] = []
    var ids: Set<String> = []
    for entry in entries {
      let found: [Facility]
      if let source = entry.source {
        found = try note(
          "facilities", source,
          try PlaceReader(source, role: "facilities", plane: plane, columns: entry.columns)
            .facilities(kinds: entry.kinds, kind: entry.kind))
      } else {
        let file = try openStreetMap(for: "facilities")
        found = try note("facilities", file, try OSMFacilities.read(file, plane: plane))
      }
      for facility in found {
        // Ids are unique within a layer; two layers may use the same ones.
        if ids.insert(facility.id).inserted {
          facilities.append(facility)
        } else {
          issues.append(
            RecordIssue(
              .error, role: "facilities", layer: entry.source?.description ?? file?.path ?? "",
              feature: facility.id, problem: Message("place.duplicate_id", ["id": facility.id]),
              action: Message("layer.skipped")))
        }
      }
    }
    return facilities
  }

  mutating func land() throws -> AssessmentInputs.Land {
    switch project.land {
    case nil:
      guard let file else { return .none }
      return try openStreetMapLand(file)
    case .community:
      landLabel = "community"
      return .community
    case .openStreetMap: return try openStreetMapLand(try openStreetMap(for: "land"))
    case .layer(let source):
      landLabel = source.description
      return .polygons(
        try note("land", source, try LandReader(source, plane: plane).land()).flatMap { $0 })
    }
  }

  /// Reads the registers: those of communities complete the values of their columns, those of regions are
  /// returned.
  mutating func registers(_ communities: inout [Community]) throws -> [RegionRecord] {
    var regions: [RegionRecord] = []
    let numbers = Dictionary(
      communities.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for register in project.registers {
      let table = try RegisterTable(
        register.source, level: register.level, idColumn: register.idColumn,
        standard: project.standard)
      issues += table.issues
      var row = InputSource(role: "registers", path: register.source.path)
      row.layer = register.source.layer
      if FileManager.default.fileExists(atPath: register.source.path) {
        row.sha256 = try digest(register.source.path)
      }
      row.features = table.recordCount
      row.rejected = table.recordCount - table.records.count
      sources.append(row)
      for (id, quantities) in table.records {
        guard register.level == .community else {
          regions.append(RegionRecord(Region(register.level, id), quantities: quantities))
          continue
        }
        if let number = numbers[id] {
          communities[number].quantities.complete(with: quantities)
        } else {
          issues.append(
            RecordIssue(
              .warning, role: "registers", layer: register.source.description, feature: id,
              problem: Message("register.unknown_community", ["id": id]),
              action: Message("layer.skipped")))
        }
      }
    }
    return regions
  }

  /// None where the file has no residential land at all: that nobody drew it says nothing.
  private mutating func openStreetMapLand(_ file: OSMFile) throws -> AssessmentInputs.Land {
    let polygons = try note("land", file, try OSMLand.read(file, plane: plane)).flatMap { $0 }
    if polygons.isEmpty { return .none }
    landLabel = "landuse=residential"
    return .polygons(polygons)
  }

  private func openStreetMap(for role: String) throws(LayerError) -> OSMFile {
    guard let file else { throw LayerError(.roleNeedsStreets(role), file: project.path) }
    return file
  }

  private mutating func note<Row>(
    _ role: String, _ file: OSMFile, _ table: PlaceTable<Row>
  ) throws -> [Row] {
    issues += table.issues
    try note(role, file, features: table.featureCount, rejected: table.rejectedCount)
    return table.rows
  }

  private mutating func note(
    _ role: String, _ file: OSMFile, features: Int, rejected: Int
  ) throws {
    var row = InputSource(role: role, path: file.path)
    row.format = "OSM"
    row.crs = "EPSG:4326"
    row.sha256 = try digest(file.path)
    row.features = features
    row.rejected = rejected
    sources.append(row)
  }

  /// - Throws: ``LayerError`` where no record of the layer can be used: a run without the layer would answer
  ///   another question than was asked.
  private mutating func note<Row>(
    _ role: String, _ source: LayerSource, _ table: PlaceTable<Row>
  ) throws -> [Row] {
    guard !table.rows.isEmpty else {
      throw LayerError(
        .noUsableRecord(table.issues.first { $0.severity == .error }), file: source.path)
    }
    issues += table.issues
    var row = InputSource(role: role, path: source.path)
    row.layer = source.layer
    row.format = table.format
    row.crs = table.crs
    // A database has no bytes of its own to digest.
    if FileManager.default.fileExists(atPath: source.path) { row.sha256 = try digest(source.path) }
    row.features = table.featureCount
    row.rejected = table.rejectedCount
    sources.append(row)
    return table.rows
  }

  private mutating func digest(_ path: String) throws(LayerError) -> String {
    if let known = digests[path] { return known }
    let digest = try InputDigest.sha256(of: URL(fileURLWithPath: path))
    digests[path] = digest
    return digest
  }
}
