import Foundation
import PlaneGeometry
import ServiceCircles
import Streets

/// Reads the layers of a project one after the other and notes what came of each.
struct InputReading {
  let plane: WorkingPlane
  var issues: [RecordIssue] = []
  var sources: [InputSource] = []
  private(set) var landLabel = "none"
  /// Communities of the layer whose records cannot be used.
  var unusableCommunities: [UnusableCommunity] = []
  /// Homes whose records cannot be used, of those that name their community.
  private(set) var unusableResidences: [UnusableResidence] = []
  /// The ids of communities and regions by the names that registers have for them.
  var registeredNames: [String: Set<String>] = [:]
  /// Facilities whose records cannot be used.
  var unusableFacilities: [UnusableFacility] = []
  /// What layers are held against: the streets, else the communities; nil before they are read.
  private(set) var ground: Ground?
  /// The layers that were held against it.
  private(set) var layers: [PlacedLayer] = []
  /// How layers lie to each other, and how well the plane suits them: issues that are said before anything is
  /// computed.
  private(set) var remarks: [RecordIssue] = []

  let project: ProjectFile
  let file: OSMFile?
  private let streetData: OSMStreets?
  private var digests: [String: String] = [:]
  /// Where the communities' layer has no column of ids: the number that stands for the id of the first one.
  private(set) var firstCommunityNumber: String?

  init(_ project: ProjectFile) throws {
    self.project = project
    file = project.streets.map { OSMFile(path: $0) }
    let given = try Self.givenPlane(project)
    streetData = try Self.streetData(file, in: given)
    issues = streetData?.issues ?? []
    plane = try given ?? streetData?.plane ?? Self.plane(nearLayersOf: project)
  }

  /// The streets; nil for straight lines.
  mutating func streets() throws -> StreetNetwork? {
    guard let streetData, let file else { return nil }
    try streetData.ways.check(file, accepted: project.acceptsLosses)
    var row = streetData.ways.source(file)
    row.sha256 = try digest(file.path)
    sources.append(row)
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
      try noteOverlaps(of: communities, source)
      unusableCommunities = table.unusable
      if table.issues.contains(where: { $0.problem.key == "place.no_id_column" }) {
        firstCommunityNumber = communities.first?.id
      }
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
        file, plane: plane, level: project.adminLevel, setting: project.setting ?? .urban,
        extent: streetData.map { $0.extent ?? $0.bounds }))
  }

  mutating func residences(of communities: [Community]) throws -> [Residence] {
    if let (source, columns) = project.residences {
      let table = try PlaceReader(source, role: "residences", plane: plane, columns: columns)
        .residences()
      let homes = try note("residences", source, table, columns)
      try checkOutlines(of: homes.map(\.place), "residences", source, against: communities)
      unusableResidences = table.unusableResidences
      var outlines: Set<[Place.Part]> = []
      var doubles = LossTally()
      for home in homes where home.place.isArea && !outlines.insert(home.place.parts).inserted {
        doubles.add(Message("residences.same_outline"))
      }
      sources[sources.count - 1].doubt(doubles)
      try place(source, "residences", columns, homes.compactMap(\.place.extent))
      let known = Set(communities.map(\.id))
      var strangers = LossTally()
      var count = 0
      for case let id? in homes.map(\.communityID) where !known.contains(id) {
        strangers.add(unknownCommunity(id))
        count += 1
      }
      try strangers.check(of: homes.count, lost: count, source, accepted: project.acceptsLosses)
      return homes
    }
    guard let file else { return [] }
    return try note("residences", file, try OSMHomes.read(file, plane: plane))
  }

  /// What to say of an id that no community has.
  func unknownCommunity(_ id: String) -> Message {
    if CellText.hasLostDigits(id) { return Message("id.lost_digits", ["id": id]) }
    guard let firstCommunityNumber else {
      return Message("register.unknown_community", ["id": id])
    }
    return Message(
      "register.community_numbered", ["id": id, "first": firstCommunityNumber])
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

  /// None where the file has no residential land at all: that nobody drew it says nothing.
  private mutating func openStreetMapLand(_ file: OSMFile) throws -> AssessmentInputs.Land {
    let polygons = try note("land", file, try OSMLand.read(file, plane: plane)).flatMap { $0 }
    if polygons.isEmpty { return .none }
    landLabel = "landuse=residential"
    return .polygons(polygons)
  }

  func openStreetMap(for role: String) throws(LayerError) -> OSMFile {
    guard let file else { throw LayerError(.roleNeedsStreets(role), file: project.path) }
    return file
  }

  mutating func note<Row>(
    _ role: String, _ file: OSMFile, _ table: PlaceTable<Row>
  ) throws -> [Row] {
    issues += table.issues
    try note(role, file, features: table.featureCount, rejected: table.rejectedCount)
    sources[sources.count - 1].losses = table.losses.reasons
    sources[sources.count - 1].ignore(LossTally(ignoredValuesOf: table.issues))
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
  mutating func note<Row>(
    _ role: String, _ source: LayerSource, _ table: PlaceTable<Row>,
    _ columns: PlaceColumns = PlaceColumns()
  ) throws -> [Row] {
    try table.explainNowhere(source, role: role, columns: columns, on: ground)
    try table.checkLosses(of: source, accepted: project.acceptsLosses)
    issues += table.issues
    var row = table.source(role: role, source)
    // A database has no bytes of its own to digest.
    if FileManager.default.fileExists(atPath: source.path) { row.sha256 = try digest(source.path) }
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
  mutating func place(
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
    if let issue = try assessed.seatIssue(of: source.description) { remark(issue) }
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

  /// Looks, where no community has a place in the plane that was asked for, whether that is the plane's fault
  /// or that of the communities' own coordinates.
  private func checkPlane(_ table: PlaceTable<Community>, _ source: LayerSource) throws {
    try table.explainNowhere(source, role: "communities", on: ground)
    guard table.rows.isEmpty, project.srid != nil, let centre = try LayerExtent.centre(of: source)
    else { return }
    try PlaneFit.check(plane, at: centre, of: source.description)
  }

  mutating func digest(_ path: String) throws(LayerError) -> String {
    if let known = digests[path] { return known }
    let digest = try InputDigest.sha256(of: URL(fileURLWithPath: path))
    digests[path] = digest
    return digest
  }
}

extension Place {
  /// Whether it is an area: points may well be the door of several homes, an outline is one building's.
  var isArea: Bool {
    parts.contains { part in if case .area = part { true } else { false } }
  }
}
