extension ProjectFile {
  /// The layers of the project, without its OpenStreetMap file.
  var layers: [LayerSource] {
    var layers = facilities.compactMap(\.source)
    if let communities { layers.append(communities.source) }
    if let residences { layers.append(residences.source) }
    if case .layer(let source) = land { layers.append(source) }
    return layers + registers.map(\.source)
  }

  /// Lets the layers of the project connect to databases.
  ///
  /// What a file says is never enough: whoever opens somebody else's project decides.
  public mutating func allowNetwork() {
    for i in facilities.indices { facilities[i].source?.allowsNetwork = true }
    communities?.source.allowsNetwork = true
    residences?.source.allowsNetwork = true
    if case .layer(var source) = land {
      source.allowsNetwork = true
      land = .layer(source)
    }
    for i in registers.indices { registers[i].source.allowsNetwork = true }
  }

  /// The files that the project reads, itself and its rule set included, with all that belongs to them.
  package var inputFiles: InputFiles {
    InputFiles(layers.map(\.path), files: [streets, standardFile, path].compactMap { $0 })
  }

  /// Looks whether the layers are there, and none of them is two things, before long work is done.
  ///
  /// - Throws: ``LayerError`` of the reasons notFound and twoRoles.
  func checkLayers() throws {
    for layer in layers { try layer.check() }
    try LayerRoles.check(self)
  }
}
