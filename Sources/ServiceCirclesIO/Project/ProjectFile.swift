import Foundation
import PlaneGeometry
import ServiceCircles
import Yams

/// A project: what is assessed, by which plan, and where the report goes.
///
/// A YAML file; unknown keys are errors that suggest the nearest known one. Paths are relative to the file.
public struct ProjectFile: Sendable {
  /// A layer of facilities.
  public struct Facilities: Sendable {
    /// The layer; nil for the facilities of the streets' OpenStreetMap file.
    public var source: LayerSource?
    /// Which columns say what.
    public var columns = PlaceColumns()
    /// What the texts of the kind column mean.
    public var kinds: [String: FacilityKind] = [:]
    /// The texts of the kind column that stand for no service of the plan; `*` for all that are neither in ``kinds``
    /// nor a code.
    public var otherKinds: Set<String> = []
    /// The kind of all of the layer's facilities, whatever a column says.
    public var kind: FacilityKind?

    /// A layer with its usual columns; nil for the OpenStreetMap file.
    public init(source: LayerSource? = nil) { self.source = source }
  }

  /// Where residential land comes from.
  public enum Land: Sendable {
    /// Areas with `landuse=residential` of the OpenStreetMap file.
    case openStreetMap
    /// The whole of every community.
    case community
    /// A layer of polygons.
    case layer(LayerSource)
  }

  /// A register of communities, townships, counties, prefectures or the province.
  public struct Register: Sendable {
    /// The table.
    public var source: LayerSource
    /// What its rows are.
    public var level: PlanLevel
    /// The column of their ids; the usual ones where nil.
    public var idColumn: String?
  }

  /// The file.
  public let path: String
  /// The plan's rule set.
  public var standard = RuleSet.zhejiang14thFiveYearPlan
  /// Profiles that are judged beside those that always are.
  public var profiles: [String] = []
  /// The EPSG code of the working plane; chosen from the data when nil.
  public var srid: Int?
  /// Urban or rural for all communities, whatever their data says.
  public var setting: Setting?
  /// The OpenStreetMap file with the streets; nil for a run by straight lines.
  public var streets: String?
  /// The communities; nil for the boundaries of the OpenStreetMap file.
  public var communities: (source: LayerSource, columns: CommunityColumns)?
  /// The level of boundaries that are communities.
  public var adminLevel: Int?
  /// The facilities; empty for those of the OpenStreetMap file.
  public var facilities: [Facilities] = []
  /// The homes; nil for the buildings of the OpenStreetMap file.
  public var residences: (source: LayerSource, columns: PlaceColumns)?
  /// The residential land; nil for that of the OpenStreetMap file, if there is one.
  public var land: Land?
  /// What is known of communities and regions beside their layer.
  public var registers: [Register] = []
  /// The largest region that the communities make up whole.
  public var covers: PlanLevel?
  /// The longest access leg in metres.
  public var accessMetres: Double?
  /// The detour factor of legs.
  public var detour: Double?
  /// Whether a run goes on with a layer of which more than half of the records cannot be used.
  public var acceptsLosses = false
  /// Where the report goes; nil where the file does not say it, and where it names a place outside its own
  /// folder.
  public var report: String?
  /// Why the report may not go where the file says.
  private var reportProblem: YAMLFileError?
  /// The file of the rule set; nil where it is one of the library's.
  package var standardFile: String?

  /// An empty project, to be filled by other means than a file.
  public init() { path = "" }

  /// Reads a project file.
  ///
  /// - Throws: ``YAMLFileError``.
  public init(path: String) throws(YAMLFileError) {
    self.path = path
    let fields = try YAMLNode.root(of: path).entries(known: Self.keys)
    for key in Self.keys { if let node = fields[key] { try read(key, node) } }
  }

  /// `profile` names a rule set's, so the standard is read before it.
  private static let keys = [
    "standard", "options", "profile", "crs", "setting", "streets", "communities", "facilities",
    "residences",
    "land", "registers", "covers", "access_m", "detour", "report",
  ]

  private mutating func read(_ key: String, _ node: YAMLNode) throws(YAMLFileError) {
    switch key {
    case "standard": try readStandard(node)
    case "options": try readOptions(node)
    case "profile": try readProfiles(node)
    case "crs": try readPlane(node)
    case "setting":
      setting = Setting(rawValue: try node.choice(Setting.allCases.map(\.rawValue)))
    case "streets": streets = try node.entries(known: ["path"])["path"]?.path()
    case "communities": try readCommunities(node)
    case "facilities": for element in node.elements { try readFacilities(element) }
    case "residences":
      let fields = try node.entries(known: Self.layerKeys + ["columns"])
      residences = (try layer(fields, node), try columns(fields["columns"]))
    case "land": try readLand(node)
    case "registers": for element in node.elements { try readRegister(element) }
    case "covers":
      covers = PlanLevel(rawValue: try node.choice(Self.regionLevels.map(\.rawValue)))
    case "access_m": accessMetres = try node.number(0.1...100_000)
    case "detour": detour = try node.number(1...100)
    default: try readReport(node)
    }
  }

  private mutating func readStandard(_ node: YAMLNode) throws(YAMLFileError) {
    let text = try node.text()
    if let known = RuleSet.all.first(where: { $0.id == text }) {
      standard = known
      return
    }
    guard text.hasSuffix(".yaml") || text.hasSuffix(".yml") else {
      throw YAMLFileError(
        path, node.node, "project.unknown_standard",
        ["value": text, "available": RuleSet.all.map(\.id).joined(separator: ", ")])
    }
    let file = try node.path()
    standard = try Self.standard(at: file)
    standardFile = file
  }

  /// Where the file says that the report goes; nil where it does not say it.
  ///
  /// A project comes from somebody else as often as not. It may fill its own folder, nothing beyond;
  /// whoever runs it may put the report anywhere.
  ///
  /// - Throws: ``YAMLFileError`` where that is outside the file's folder, links followed.
  package func reportPlace() throws(YAMLFileError) -> String? {
    if let reportProblem { throw reportProblem }
    return report
  }

  private mutating func readReport(_ node: YAMLNode) throws(YAMLFileError) {
    let place = try node.path()
    let own = FilePath.resolved(FilePath.folder(of: path))
    // A URL of a relative path has its `..` taken away before links are followed, and may lead elsewhere.
    let readings = [place, URL(fileURLWithPath: place).path]
    if readings.allSatisfy({ FilePath.folders(above: FilePath.resolved($0)).contains(own) }) {
      report = place
    } else {
      reportProblem = YAMLFileError(
        path, node.node, "project.report_outside", ["report": try node.text()])
    }
  }

  /// A user's own rule set, in the form of the library's.
  ///
  /// - Throws: ``YAMLFileError``.
  public static func standard(at path: String) throws(YAMLFileError) -> RuleSet {
    let data = try YAMLNode.data(of: path)
    do throws(TableError) {
      return try RuleSet(yaml: String(decoding: data, as: UTF8.self))
    } catch {
      throw YAMLFileError(path, nil, "project.bad_standard", ["reason": error.description])
    }
  }

  private static let regionLevels = [PlanLevel.township, .county, .prefecture, .province]

  private mutating func readOptions(_ node: YAMLNode) throws(YAMLFileError) {
    for (option, choice) in try node.pairs() {
      let value = try choice.text()
      do throws(RuleOptionError) {
        standard = try standard.choosing(option, value)
      } catch {
        throw YAMLFileError(
          path, choice.node, "project.bad_option", parts: ["reason": error.message])
      }
    }
  }

  private mutating func readRegister(_ node: YAMLNode) throws(YAMLFileError) {
    let fields = try node.entries(known: ["path", "layer", "where", "level", "id"])
    guard let level = fields["level"] else {
      throw YAMLFileError(path, node.node, "project.missing_key", ["key": "level"])
    }
    let word = try level.choice(([.community] + Self.regionLevels).map(\.rawValue))
    registers.append(
      Register(
        source: try layer(fields, node), level: PlanLevel(rawValue: word) ?? .community,
        idColumn: try fields["id"]?.text()))
  }

  private mutating func readProfiles(_ node: YAMLNode) throws(YAMLFileError) {
    for element in node.elements {
      profiles.append(try element.choice(standard.profiles.map(\.id)))
    }
  }

  private mutating func readPlane(_ node: YAMLNode) throws(YAMLFileError) {
    srid = try code(node)
  }

  /// The number of a code such as `EPSG:4549` or `4549`.
  private func code(_ node: YAMLNode) throws(YAMLFileError) -> Int {
    let text = try node.text()
    guard let code = WholeNumber.parse(text.uppercased().replacing("EPSG:", with: "")) else {
      throw YAMLFileError(path, node.node, "project.bad_plane", ["value": text])
    }
    return code
  }

  private mutating func readCommunities(_ node: YAMLNode) throws(YAMLFileError) {
    let fields = try node.entries(
      known: Self.layerKeys + ["columns", "openStreetMap", "admin_level"])
    if let level = fields["admin_level"] { adminLevel = try level.wholeNumber(1...12) }
    guard fields["path"] != nil else {
      _ = try fields["openStreetMap"]?.choice(["true"])
      try checkWithoutLayer(fields, node)
      return
    }
    var columns = CommunityColumns()
    let keys = CommunityColumns.keys
    if let given = fields["columns"] {
      let items = standard.items.map(\.id)
      let names = try given.entries(known: keys.map(\.key) + items)
      for (key, path) in keys { columns[keyPath: path] = try names[key]?.text() }
      for item in items where !keys.contains(where: { $0.key == item }) {
        columns.items[item] = try names[item]?.text()
      }
    }
    communities = (try layer(fields, node), columns)
  }

  private mutating func readFacilities(_ node: YAMLNode) throws(YAMLFileError) {
    let fields = try node.entries(
      known: Self.layerKeys + ["columns", "kinds", "kind", "openStreetMap"])
    var entry = Facilities()
    if fields["path"] == nil {
      guard let flag = fields["openStreetMap"] else {
        throw YAMLFileError(path, node.node, "project.missing_key", ["key": "path"])
      }
      _ = try flag.choice(["true"])
      try checkWithoutLayer(fields, node)
      facilities.append(entry)
      return
    }
    entry.source = try layer(fields, node)
    entry.columns = try columns(fields["columns"])
    if let kinds = fields["kinds"] {
      for (text, code) in try kinds.pairs() {
        if try code.text() == Self.noService {
          entry.otherKinds.insert(text)
        } else {
          entry.kinds[text] = try kind(code)
        }
      }
    }
    if let code = fields["kind"] {
      entry.kind = try kind(code)
      guard fields["kinds"] == nil, entry.columns.kind == nil else {
        throw YAMLFileError(path, code.node, "project.kind_and_kinds")
      }
    }
    facilities.append(entry)
  }

  /// What stands in the place of a code for kinds that are no service of the plan.
  private static let noService = "none"

  private func kind(_ node: YAMLNode) throws(YAMLFileError) -> FacilityKind {
    let code = try node.text()
    guard let kind = FacilityNames.standard.kind(of: code) else {
      throw YAMLFileError(
        path, node.node, "project.unknown_kind",
        [
          "value": code,
          "available": ServiceCategory.allCases.map(\.rawValue).joined(separator: ", "),
        ])
    }
    return kind
  }

  private mutating func readLand(_ node: YAMLNode) throws(YAMLFileError) {
    if case .scalar = node.node {
      land = try node.choice(["community", "osm"]) == "osm" ? .openStreetMap : .community
      return
    }
    let fields = try node.entries(known: Self.layerKeys + ["openStreetMap"])
    if fields["path"] == nil, let flag = fields["openStreetMap"] {
      _ = try flag.choice(["true"])
      try checkWithoutLayer(fields, node)
      land = .openStreetMap
    } else {
      land = .layer(try layer(fields, node))
    }
  }

  /// The keys of every layer with places.
  private static let layerKeys = ["path", "layer", "where", "crs", "datum"]

  /// What says something of a layer needs one: of what comes from the street file it would do nothing.
  private func checkWithoutLayer(
    _ fields: [String: YAMLNode], _ owner: YAMLNode
  ) throws(YAMLFileError) {
    if fields.keys.contains(where: { $0 != "openStreetMap" && $0 != "admin_level" }) {
      throw YAMLFileError(path, owner.node, "project.missing_key", ["key": "path"])
    }
  }

  private func layer(
    _ fields: [String: YAMLNode], _ owner: YAMLNode
  ) throws(YAMLFileError) -> LayerSource {
    guard let file = fields["path"] else {
      throw YAMLFileError(path, owner.node, "project.missing_key", ["key": "path"])
    }
    var source = LayerSource(path: try file.path(), layer: try fields["layer"]?.text())
    if let node = fields["where"] {
      source.filter = try node.text()
      source.filterOrigin = node.origin("where")
    }
    if let node = fields["crs"] { source.crs = "EPSG:\(try code(node))" }
    if let node = fields["datum"] {
      guard let datum = MapDatum(named: try node.text()) else {
        throw YAMLFileError(
          path, node.node, "project.unknown_datum",
          [
            "value": try node.text(),
            "available": MapDatum.allCases.map(\.rawValue).joined(separator: ", "),
          ])
      }
      source.datum = datum
    }
    return source
  }

  private func columns(_ node: YAMLNode?) throws(YAMLFileError) -> PlaceColumns {
    var columns = PlaceColumns()
    guard let node else { return columns }
    let names = try node.entries(known: PlaceColumns.keys.map(\.key))
    for (key, path) in PlaceColumns.keys { columns[keyPath: path] = try names[key]?.text() }
    return columns
  }
}
