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
  /// What layers are held against: the streets, else the communities; nil before they are read.
  private(set) var ground: Ground?
  /// The layers that were held against it.
  private(set) var layers: [PlacedLayer] = []
  /// How layers lie to each other, and how well the plane suits them: issues that are said before anything is
  /// computed.
  private(set) var remarks: [RecordIssue] = []

  private let project: ProjectFile
  private let file: OSMFile?
  private let streetData: OSMStreets?
  private var digests: [String: String] = [:]

  init(_ project: ProjectFile) throws {
    self.project = project
    file = project.streets.map { OSMFile(path: $0) }
    let given = try Self.givenPlane(project)
    streetData = try Self.streetData(file, in: given)
    plane = try given ?? streetData?.plane ?? Self.plane(nearLayersOf: project)
  }

  /// The streets; nil for straight lines.
  mutating func streets() throws -> StreetNetwork? {
    guard let streetData, let file else { return nil }
    try note("streets", file, features: streetData.segments.count, rejected: 0)
    if let box = streetData.implausibleBox { issues.append(.implausibleBox(box, file)) }
    let streets = try StreetNetwork(streetData)
    try stand(
      on: Ground(
        streets, file: file.path, plane: plane, accessMetres: project.accessMetres ?? 0))
    return streets
  }

  mutating func communities() throws -> [Community] {
    if let (source, columns) = project.communities {
      let table = try CommunityReader(
        source, plane: plane, columns: columns, setting: project.setting,
        standard: project.standard
      ).communities()
      try checkPlane(table, source)
      let communities = try note("communities", source, table)
      // How many are near is counted once it is known which communities are assessed.
      if let ground {
        try PlacedLayer(
          source: source, role: "communities", boxes: communities.compactMap(\.extent)
        ).checkMeets(ground)
      } else {
        try stand(on: Ground(communities, file: source.description, plane: plane))
      }
      return communities
    }
    let file = try openStreetMap(for: "communities")
    return try note(
      "communities", file,
      try OSMCommunities.read(
        file, plane: plane, level: project.adminLevel, setting: project.setting ?? .urban))
  }

  mutating func residences() throws -> [Residence] {
    if let (source, columns) = project.residences {
      let homes = try note(
        "residences", source,
        try PlaceReader(source, role: "residences", plane: plane, columns: columns).residences(),
        columns)
      try place(source, "residences", columns, homes.compactMap(\.place.extent))
      return homes
    }
    guard let file else { return [] }
    return try note("residences", file, try OSMHomes.read(file, plane: plane))
  }

  mutating func facilities() throws -> [Facility] {
    let entries = project.facilities.isEmpty ? [ProjectFile.Facilities()] : project.facilities
    var layers: [FacilityLayer] = []
    for entry in entries {
      let found: [Facility]
      if let source = entry.source {
        found = try note(
          "facilities", source,
          try PlaceReader(source, role: "facilities", plane: plane, columns: entry.columns)
            .facilities(kinds: entry.kinds, kind: entry.kind), entry.columns)
        try place(source, "facilities", entry.columns, found.compactMap(\.place.extent))
      } else {
        let file = try openStreetMap(for: "facilities")
        found = try note("facilities", file, try OSMFacilities.read(file, plane: plane))
      }
      layers.append(
        FacilityLayer(
          name: entry.source.map { $0.layer ?? Self.stem($0.path) } ?? "osm",
          layer: entry.source?.description ?? file?.path ?? "", facilities: found,
          source: sources.count - 1))
    }
    return unite(layers)
  }

  /// Facilities of one layer, with the place of its row in ``sources``.
  private struct FacilityLayer {
    var name: String
    var layer: String
    var facilities: [Facility]
    var source: Int
  }

  /// What a facility says but its id.
  private struct FacilityContent: Hashable {
    var geometry: Geometry
    var kind: FacilityKind
    var texts: [String?]

    init(_ facility: Facility) {
      geometry = facility.geometry
      kind = facility.kind
      texts = [facility.name, facility.floorArea, facility.servedCommunityID]
    }
  }

  /// > Ids that collide between layers are prefixed by the layer; identical records are one.
  private mutating func unite(_ layers: [FacilityLayer]) -> [Facility] {
    var layersOfID: [String: Int] = [:]
    for layer in layers {
      for facility in layer.facilities { layersOfID[facility.id, default: 0] += 1 }
    }
    var all: [Facility] = []
    var ids = UniqueIDs<FacilityContent>()
    var shared: [String: Set<FacilityContent>] = [:]
    for layer in layers {
      var prefixed = 0
      for facility in layer.facilities {
        var facility = facility
        let content = FacilityContent(facility)
        if layersOfID[facility.id] ?? 0 > 1 {
          guard shared[facility.id, default: []].insert(content).inserted else {
            leaveOut(facility, of: layer)
            continue
          }
          facility.place.id = layer.name + "/" + facility.id
          prefixed += 1
        }
        // Two files of one name make the prefix no sign of its own.
        if case .renamed(let new) = ids.add(facility.id, content) { facility.place.id = new }
        all.append(facility)
      }
      guard prefixed > 0 else { continue }
      issues.append(
        RecordIssue(
          .warning, role: "facilities", layer: layer.layer, feature: "", field: "id",
          problem: Message("place.shared_id", ["count": "\(prefixed)"]),
          action: Message("place.prefixed", ["name": layer.name])))
    }
    return all
  }

  private mutating func leaveOut(_ facility: Facility, of layer: FacilityLayer) {
    issues.append(
      RecordIssue(
        .warning, role: "facilities", layer: layer.layer, feature: facility.id,
        problem: Message("place.identical", ["id": facility.id]), action: Message("layer.skipped")))
    guard sources.indices.contains(layer.source) else { return }
    sources[layer.source].rejected = (sources[layer.source].rejected ?? 0) + 1
  }

  private static func stem(_ path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
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
      let polygons = try note("land", source, try LandReader(source, plane: plane).land())
      try place(
        source, "land", PlaceColumns(),
        polygons.compactMap { Box(around: $0.lazy.flatMap(\.exterior)) })
      return .polygons(polygons.flatMap { $0 })
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
      var row = InputSource(role: "registers", path: register.source.shownPath)
      row.layer = register.source.layer
      if FileManager.default.fileExists(atPath: register.source.path) {
        row.sha256 = try digest(register.source.path)
      }
      row.features = table.recordCount
      var unknown = 0
      for (id, quantities) in table.records {
        guard register.level == .community else {
          regions.append(RegionRecord(Region(register.level, id), quantities: quantities))
          continue
        }
        if let number = numbers[id] {
          communities[number].quantities.complete(with: quantities)
        } else {
          unknown += 1
          issues.append(
            RecordIssue(
              .warning, role: "registers", layer: register.source.description, feature: id,
              problem: Message("register.unknown_community", ["id": id]),
              action: Message("layer.skipped")))
        }
      }
      row.rejected = table.recordCount - table.records.count + unknown
      row.losses =
        unknown > 0
        ? [InputSource.Loss(problem: Message("register.unknown_communities"), count: unknown)] : []
      sources.append(row)
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
    sources[sources.count - 1].explain(by: table.issues)
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
    _ role: String, _ source: LayerSource, _ table: PlaceTable<Row>,
    _ columns: PlaceColumns = PlaceColumns()
  ) throws -> [Row] {
    try table.explainNowhere(source, role: role, columns: columns, on: ground)
    try table.checkLosses(of: source, accepted: project.acceptsLosses)
    issues += table.issues
    var row = InputSource(role: role, path: source.shownPath)
    row.layer = source.layer
    row.format = table.format
    row.crs = table.crs
    // A database has no bytes of its own to digest.
    if FileManager.default.fileExists(atPath: source.path) { row.sha256 = try digest(source.path) }
    row.features = table.featureCount
    row.rejected = table.rejectedCount
    row.explain(by: table.issues)
    sources.append(row)
    return table.rows
  }

  /// Holds all further layers against the streets or the communities.
  private mutating func stand(on ground: Ground) throws {
    if let issue = try ground.checkPlane() { remark(issue) }
    self.ground = ground
  }

  /// Notes an issue that is said before anything is computed.
  private mutating func remark(_ issue: RecordIssue) {
    issues.append(issue)
    remarks.append(issue)
  }

  /// Holds a layer against the ground.
  private mutating func place(
    _ source: LayerSource, _ role: String, _ columns: PlaceColumns, _ boxes: [Box]
  ) throws {
    let layer = PlacedLayer(source: source, role: role, columns: columns, boxes: boxes)
    if let ground, let issue = try layer.check(on: ground, of: project) { remark(issue) }
    layers.append(layer)
  }

  /// Holds the communities that are assessed against the streets, and homes, land and facilities against all
  /// communities of the layer.
  ///
  /// - Parameters:
  ///   - assessed: The communities that are assessed.
  ///   - all: All communities.
  ///   - facilities: The facilities of all layers.
  /// - Throws: `ExtentError` where no community that is assessed lies on the streets, or homes or land lie
  ///   elsewhere than the communities.
  mutating func holdTogether(
    _ assessed: [Community], of all: [Community], _ facilities: [Facility]
  ) throws {
    guard let (source, _) = project.communities else { return }
    if let issue = assessed.seatIssue(of: source.description) { remark(issue) }
    guard let ground, ground.kind == .streets else { return }
    let layer = PlacedLayer(
      source: source, role: "communities", boxes: assessed.compactMap(\.extent))
    if let issue = try layer.check(on: ground) { remark(issue) }
    let communities = Ground(all, file: source.description, plane: plane)
    if communities.isEmpty { return }
    for layer in layers where layer.role != "facilities" { try layer.checkMeets(communities) }
    // Far facilities may be the truth: nobody has any. It is said, for it may as well be the wrong file.
    let boxes = facilities.compactMap(\.place.extent)
    if let layer = layers.first(where: { $0.role == "facilities" }), !boxes.isEmpty,
      !boxes.contains(where: { communities.isNear($0) })
    {
      remark(
        communities.issue(
          of: layer.source.description, role: "facilities", away: boxes.count, of: boxes.count))
    }
  }

  /// Looks, where no community has a place in the plane that was asked for, whether that is the plane's fault.
  private func checkPlane(_ table: PlaceTable<Community>, _ source: LayerSource) throws {
    guard table.rows.isEmpty, project.srid != nil, let centre = try LayerExtent.centre(of: source)
    else { return }
    try PlaneFit.check(plane, at: centre, of: source.description)
  }

  private mutating func digest(_ path: String) throws(LayerError) -> String {
    if let known = digests[path] { return known }
    let digest = try InputDigest.sha256(of: URL(fileURLWithPath: path))
    digests[path] = digest
    return digest
  }
}

extension RecordIssue {
  /// A header's box that the streets do not lie in, or that is far larger than they are.
  package static func implausibleBox(_ box: GeographicBox, _ file: OSMFile) -> RecordIssue {
    func text(_ degrees: Double) -> String { FieldText.text(of: (degrees * 1e5).rounded() / 1e5) }
    return RecordIssue(
      .warning, role: "streets", layer: file.path, feature: "",
      problem: Message(
        "osm.implausible_box",
        [
          "box": [box.min.longitude, box.min.latitude, box.max.longitude, box.max.latitude]
            .map(text).joined(separator: " ")
        ]), action: Message("osm.box_ignored"))
  }
}
