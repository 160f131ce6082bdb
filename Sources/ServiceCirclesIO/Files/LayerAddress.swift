import Foundation

/// The files behind what GDAL takes for a path: `/vsizip/a.zip/b.shp`, `CSV:table.txt`, a virtual layer as text.
enum LayerAddress {
  /// The files and folders of this computer that an address names; the address itself where it is one.
  ///
  /// Too many rather than too few: the answer protects files, it opens none.
  static func files(in address: String) -> [String] {
    if FilePath.isFile(address) || FilePath.isFolder(address) { return [address] }
    // The words of a database's address are no files.
    if ["PG:", "MYSQL:", "MSSQL:", "OCI:"].contains(where: address.uppercased().hasPrefix) {
      return []
    }
    let pieces = address.split { "\"'<>{}|;,?&=: \n\t".contains($0) }.map(String.init)
    return ([address] + pieces).compactMap(file)
  }

  /// The files that a file of virtual layers reads, theirs in turn among them; none for any other file.
  static func sources(ofVirtual path: String) -> [String] {
    var found: [String] = []
    var open = [path]
    var seen: Set<FileIdentity> = []
    while let next = open.popLast() {
      guard let identity = FileIdentity(next), seen.insert(identity).inserted,
        let text = virtualText(next)
      else { continue }
      let folder = FilePath.folder(of: next)
      for address in addresses(in: text) {
        // Most files say whether the path begins at their own folder; who says it wrongly loses nothing.
        let inFolder = address.hasPrefix("/") ? address : folder + "/" + address
        let files = Set(LayerAddress.files(in: address) + LayerAddress.files(in: inFolder))
        found += files
        open += files
      }
    }
    return found
  }

  /// The part of a path that is a file or a folder here, without the names of GDAL's own file systems
  /// before it and of a member of an archive behind it.
  private static func file(_ piece: String) -> String? {
    var path = piece[...]
    while let system = path.prefixMatch(of: /\/?vsi[a-z0-9_]+\//.ignoresCase()) {
      path = path[system.range.upperBound...]
    }
    let whole = String(path)
    if FilePath.isFile(whole) || FilePath.isFolder(whole) { return whole }
    return FilePath.folders(above: whole).first { $0 != "/" && FilePath.isFile($0) }
  }

  /// The text of a file of virtual layers; nil for any other file.
  private static func virtualText(_ path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    guard let start = try? file.read(upToCount: 1024),
      String(decoding: start, as: UTF8.self).range(of: root, options: .caseInsensitive) != nil
    else { return nil }
    let rest = (try? file.read(upToCount: 1 << 24)) ?? Data()
    return String(decoding: start + rest, as: UTF8.self)
  }

  private static let root = "<OGRVRTDataSource"

  private static func addresses(in text: String) -> [String] {
    text.matches(of: /<SrcDataSource[^>]*>(<!\[CDATA\[.*?\]\]>|[^<]+)</.ignoresCase()).map {
      match in
      var address = String(match.1)
      if address.hasPrefix("<![CDATA[") { return String(address.dropFirst(9).dropLast(3)) }
      for (entity, character) in [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&"),
      ] { address = address.replacing(entity, with: character) }
      return address.trimmingBlanks
    }
  }
}
