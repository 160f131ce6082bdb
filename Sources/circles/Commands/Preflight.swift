import ServiceCirclesIO

/// What can be told before the long work.
enum Preflight {
  /// Looks whether the layers are there; `osm` stands for the network file.
  ///
  /// - Returns: What the command reads, for the guard of its output.
  /// - Throws: `LayerError` of the reasons of `LayerSource.check()`.
  static func inputs(
    network: String, layers: [String?] = [], _ common: CommonOptions
  ) throws -> InputFiles {
    let sources = layers.compactMap { $0 }.filter { $0 != "osm" }.map { common.layer($0) }
    for source in sources { try source.check() }
    return InputFiles(sources.map(\.path), files: [network])
  }
}
