import ServiceCirclesIO

/// What can be told before the long work.
enum Preflight {
  /// Looks whether the layers are there (`osm` stands for the network file), and that the output is
  /// none of what is read.
  ///
  /// - Throws: `LayerError` of the reason notFound; ``CommandFailure``.
  static func check(
    network: String, layers: [String?] = [], output: String?, _ common: CommonOptions
  ) throws {
    let sources = layers.compactMap { $0 }.filter { $0 != "osm" }
      .map { common.layer($0) }
    for source in sources { try source.check() }
    guard let output, output != "-" else { return }
    for input in [network] + sources.map(\.path) where OutputPlace.isSame(output, input) {
      throw CommandFailure(.cannotCreate, "file.output_is_input", ["file": output])
    }
  }
}
