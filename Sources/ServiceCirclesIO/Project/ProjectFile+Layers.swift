extension ProjectFile {
  /// The layers of the project, without its OpenStreetMap file.
  public var layers: [LayerSource] {
    var layers = facilities.compactMap(\.source)
    if let communities { layers.append(communities.source) }
    if let residences { layers.append(residences.source) }
    if case .layer(let source) = land { layers.append(source) }
    return layers + registers.map(\.source)
  }

  /// The files that the project reads, itself and its rule set included, with all that belongs to them.
  package var inputFiles: InputFiles {
    InputFiles(layers.map(\.path) + [streets, standardFile, path].compactMap { $0 })
  }

  /// Looks whether the layers are there, before long work is done.
  ///
  /// - Throws: ``LayerError`` of the reason notFound.
  func checkLayers() throws {
    for layer in layers { try layer.check() }
  }
}
