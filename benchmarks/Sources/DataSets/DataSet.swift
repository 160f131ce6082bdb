import Foundation
import Streets

/// A folder of CSV files in the form that the side-by-side scripts of other engines read.
///
/// | file | columns used |
/// | --- | --- |
/// | nodes.csv | x, y: metres in one plane |
/// | edges.csv | u, v: rows of nodes.csv; length: metres on the ground |
/// | facilities.csv | category; node: the row where a search begins; x, y: where it is |
/// | residents.csv | x, y |
///
/// Ids count from 0 in the order of the rows. Streets serve both directions.
public struct DataSet: Sendable {
  /// A facility of a category.
  public struct Facility: Sendable {
    /// What it is searched as.
    public var category: String
    /// The row of the node where a search from nodes begins.
    public var node: Int
    /// Where it is.
    public var position: PlanePoint
  }

  /// The folder's name.
  public let name: String
  /// The positions of the nodes.
  public let nodes: [PlanePoint]
  /// The edges, open to walkers.
  public let edges: [StreetSegment]
  /// The facilities.
  public let facilities: [Facility]
  /// The names of the categories, sorted.
  public let categories: [String]
  private let folder: URL

  /// Reads streets and facilities.
  public init(_ folder: URL) throws {
    self.folder = folder
    name = folder.lastPathComponent
    nodes = try Self.positions(CSVTable(folder.appending(path: "nodes.csv"), numbers: ["x", "y"]))
    let streets = try CSVTable(
      folder.appending(path: "edges.csv"), numbers: ["u", "v", "length"])
    let (from, to) = (streets.numbers("u"), streets.numbers("v"))
    let lengths = streets.numbers("length")
    edges = (0..<streets.count).map { i in
      StreetSegment(
        from: Int32(from[i]), to: Int32(to[i]), lengthMetres: lengths[i],
        forward: ModeSet(.walk), backward: ModeSet(.walk))
    }
    let table = try CSVTable(
      folder.appending(path: "facilities.csv"), numbers: ["node", "x", "y"], words: ["category"])
    let (nodeRows, words) = (table.numbers("node"), table.words("category"))
    facilities = zip(zip(words, nodeRows), Self.positions(table)).map {
      Facility(category: $0.0, node: Int($0.1), position: $1)
    }
    categories = Set(words).sorted()
  }

  /// Reads where the residents live.
  public func residents() throws -> [PlanePoint] {
    try Self.positions(
      CSVTable(folder.appending(path: "residents.csv"), numbers: ["x", "y"]))
  }

  private static func positions(_ table: CSVTable) -> [PlanePoint] {
    zip(table.numbers("x"), table.numbers("y")).map { PlanePoint($0, $1) }
  }
}
