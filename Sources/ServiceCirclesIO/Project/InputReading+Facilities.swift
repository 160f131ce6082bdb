import PlaneGeometry
import ServiceCircles

extension InputReading {
  /// Reads the facilities of all layers.
  ///
  /// - Parameter communities: The communities that facilities may serve; nil where the run has none.
  mutating func facilities(of communities: [Community]? = nil) throws -> [Facility] {
    let entries = project.facilities.isEmpty ? [ProjectFile.Facilities()] : project.facilities
    var layers: [FacilityUnion.Layer] = []
    for entry in entries {
      let table: PlaceTable<Facility>
      if let source = entry.source {
        table = try PlaceReader(source, role: "facilities", plane: plane, columns: entry.columns)
          .facilities(kinds: entry.kinds, withoutKinds: entry.otherKinds, kind: entry.kind)
        _ = try note("facilities", source, table, entry.columns)
        try place(source, "facilities", entry.columns, table.rows.compactMap(\.place.extent))
        doubt(
          KindSpelling(project.standard).doubts(
            table.rows.map { ($0.id, $0.kind) }, layer: source.description,
            field: entry.columns.kind ?? "kind"))
        if let communities {
          try checkServed(table.rows, source, communities)
          try checkOutlines(
            of: table.rows.map(\.place), "facilities", source, against: communities)
        }
      } else {
        let file = try openStreetMap(for: "facilities")
        table = try OSMFacilities.read(file, plane: plane)
        _ = try note("facilities", file, table)
        // Beside other layers it may well have none.
        if entries.count == 1 { try table.checkTagged(in: file.path) }
      }
      unusableFacilities += table.unusableFacilities
      layers.append(
        FacilityUnion.Layer(
          source: entry.source, description: entry.source?.description ?? file?.path ?? "",
          facilities: table.rows, originalIDs: table.originalIDs))
    }
    let union = FacilityUnion(layers)
    issues += union.issues
    let rows = Array(sources.indices.suffix(layers.count))
    for (row, count) in zip(rows, union.identicalCounts) {
      sources[row].lose(count, Message("place.identical_records"))
    }
    let doubles = try FacilityDoubles(union.facilitiesOfLayers)
    for pair in doubles.repetitions + doubles.pairs {
      note(pair, in: layers, row: rows[pair.later])
    }
    return union.facilities
  }

  /// Takes over what is odd about the layer that was read last.
  private mutating func doubt(_ doubts: (issues: [RecordIssue], counts: LossTally)) {
    issues += doubts.issues
    sources[sources.count - 1].doubt(doubts.counts)
  }

  /// Looks that the communities that facilities say they serve are those of the run.
  ///
  /// - Throws: ``LayerError`` of the reason tooManyLost for more than half of those that say it.
  private mutating func checkServed(
    _ facilities: [Facility], _ source: LayerSource, _ communities: [Community]
  ) throws(LayerError) {
    let known = Set(communities.map(\.id))
    let named = facilities.compactMap(\.servedCommunityID)
    var strangers = LossTally()
    for id in named where !known.contains(id) {
      strangers.add(Message("facility.serves", parts: ["problem": unknownCommunity(id)]))
    }
    try strangers.check(
      of: named.count, lost: strangers.count, source, accepted: project.acceptsLosses)
    sources[sources.count - 1].doubt(strangers)
  }

  private mutating func note(
    _ pair: FacilityDoubles.Pair, in layers: [FacilityUnion.Layer], row: Int
  ) {
    let isWithin = pair.earlier == pair.later
    let other = layers[pair.earlier].description
    var tally = LossTally()
    tally.add(
      isWithin ? Message("facility.double_within") : Message("facility.double", ["other": other]),
      pair.count)
    sources[row].doubt(tally)
    issues.append(
      RecordIssue(
        .warning, role: "facilities", layer: layers[pair.later].description,
        feature: pair.example,
        problem: isWithin
          ? Message("facility.doubles_within", ["count": "\(pair.count)", "id": pair.other])
          : Message(
            "facility.doubles",
            [
              "other": other, "count": "\(pair.count)", "id": pair.other,
              "near": "\(Int(FacilityDoubles.nearMetres))",
            ]),
        action: Message("facility.doubles_count")))
  }
}
