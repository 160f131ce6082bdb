import COSMReader
import PlaneGeometry

/// Ways and their nodes as the reader gives them: flat arrays, owned until this object goes.
final class OSMStreetData {
  private let data: UnsafeMutablePointer<osm_streets>

  init(_ data: UnsafeMutablePointer<osm_streets>) { self.data = data }

  deinit { osm_free_streets(data) }

  /// The box that the file's header states; nil where it states none.
  var headerBox: OSMBox? { data.pointee.box.value }
  /// The number of nodes, ascending by id.
  var nodeCount: Int { data.pointee.node_count }
  /// The number of ways, ascending by id.
  var wayCount: Int { data.pointee.way_count }
  var missingNodeReferences: Int { Int(data.pointee.missing_node_references) }
  var waysCut: Int { Int(data.pointee.ways_cut) }
  var invalidLocations: Int { Int(data.pointee.invalid_locations) }
  /// Nodes outside the world that are in it with longitude and latitude exchanged.
  var exchangedLocations: Int { Int(data.pointee.exchanged_locations) }
  var duplicateIDs: Int { Int(data.pointee.duplicate_ids) }
  var texts: OSMTexts { OSMTexts(data.pointee.texts) }

  func location(ofNode node: Int) -> OSMCoordinate {
    OSMCoordinate(longitude: data.pointee.node_lon[node], latitude: data.pointee.node_lat[node])
  }

  /// The nodes of a way, `UInt32.max` where one is not in the file. Valid while this object lives.
  func nodes(ofWay way: Int) -> UnsafeBufferPointer<UInt32> {
    let first = Int(data.pointee.way_first[way])
    let end = Int(data.pointee.way_first[way + 1])
    return UnsafeBufferPointer(start: data.pointee.way_node + first, count: end - first)
  }

  /// The text numbers of a way's values, in the order of the keys asked for.
  func values(ofWay way: Int) -> UnsafeBufferPointer<UInt32> {
    let count = data.pointee.key_count
    return UnsafeBufferPointer(start: data.pointee.way_value + way * count, count: count)
  }
}
