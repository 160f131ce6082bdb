extension TravelNetwork {
  /// The nearest facilities of many places in several fields, over legs found once per place.
  ///
  /// Places are taken along a Hilbert curve, in chunks that workers pull; results stand by place, so the
  /// number of workers changes nothing.
  ///
  /// - Parameters:
  ///   - places: Places; results stand in their order.
  ///   - fields: Fields of this travel network.
  ///   - workers: How many tasks share the work.
  ///   - progress: Called with the number of places done so far, from any worker, every few thousand places.
  /// - Throws: `CancellationError` when the task is cancelled.
  /// - Complexity: A few microseconds per place on one core.
  public func arrivals(
    at places: [Place], in fields: [TimeField], workers: Int = 1,
    progress: (@Sendable (Int) -> Void)? = nil
  ) async throws -> PlaceArrivals {
    // Points are copied here, where places are read in the order of memory: later, in the order of the
    // curve, every read would miss the cache.
    let isPoint = places.map { $0.onlyPoint?.isFinite ?? false }
    let near = places.map { $0.anyPoint.isFinite ? $0.anyPoint : .zero }
    let order = HilbertOrder.sorted(near)
    let size = 2048
    let chunks = Chunks(count: (places.count + size - 1) / size)
    var results = PlaceArrivals(placeCount: places.count, fieldCount: fields.count)
    let finished = Finished()
    try await withThrowingTaskGroup(of: [PlaceArrivals.Part].self) { group in
      for _ in 0..<max(1, workers) {
        group.addTask {
          var done: [PlaceArrivals.Part] = []
          var legs = AccessLegs()
          while let chunk = chunks.take() {
            try Task.checkCancellation()
            let range = chunk * size..<min(places.count, (chunk + 1) * size)
            var part = PlaceArrivals.Part(first: range.lowerBound)
            part.touches.reserveCapacity(range.count)
            part.labels.reserveCapacity(range.count * fields.count)
            part.metres.reserveCapacity(range.count * fields.count)
            for i in order[range] {
              if isPoint[i] {
                legs.find(of: near[i], in: self.streets)
              } else {
                legs.find(of: places[i], in: self)
              }
              part.touches.append(legs.touchesStreet)
              for field in fields {
                let (label, metres) = field.label(over: legs)
                part.labels.append(label)
                part.metres.append(metres)
              }
            }
            done.append(part)
            progress?(finished.add(range.count))
          }
          return done
        }
      }
      for try await parts in group {
        for part in parts { results.put(part, in: order) }
      }
    }
    try Task.checkCancellation()
    return results
  }
}

extension Place {
  /// The point that the place is for legs, nil where it is more.
  fileprivate var onlyPoint: PlanePoint? {
    if accessPoints.count == 1 { return accessPoints[0].position }
    guard accessPoints.isEmpty, parts.count == 1, case .point(let p) = parts[0] else { return nil }
    return p
  }

  /// Some point of the place.
  var anyPoint: PlanePoint {
    if let access = accessPoints.first { return access.position }
    switch parts.first {
    case .point(let p): return p
    case .line(let line): return line.first ?? .zero
    case .area(let polygon): return polygon.exterior.first ?? .zero
    case nil: return .zero
    }
  }
}

/// What places reach in several fields.
public struct PlaceArrivals: Sendable {
  /// The number of fields.
  public let fieldCount: Int
  private var touches: [Bool]
  private var labels: [UInt64]
  private var metres: [Double]

  init(placeCount: Int, fieldCount: Int) {
    self.fieldCount = fieldCount
    touches = [Bool](repeating: false, count: placeCount)
    labels = [UInt64](repeating: SearchWorkspace.unreached, count: placeCount * fieldCount)
    metres = [Double](repeating: 0, count: placeCount * fieldCount)
  }

  /// The results of a stretch of the order in which places were taken.
  struct Part {
    var first: Int
    var touches: [Bool] = []
    var labels: [UInt64] = []
    var metres: [Double] = []
  }

  fileprivate mutating func put(_ part: Part, in order: [Int]) {
    for k in part.touches.indices {
      let place = order[part.first + k]
      touches[place] = part.touches[k]
      for f in 0..<fieldCount {
        labels[place * fieldCount + f] = part.labels[k * fieldCount + f]
        metres[place * fieldCount + f] = part.metres[k * fieldCount + f]
      }
    }
  }

  /// The number of places.
  public var count: Int { touches.count }

  /// Whether any street is in reach of a place: else it is off the network.
  public func touchesStreet(_ place: Int) -> Bool { touches[place] }

  /// The arrival of a place in a field, nil beyond the field's limit.
  public func arrival(_ place: Int, in field: Int) -> TimeField.Arrival? {
    precondition(field < fieldCount, "no such field")
    let i = place * fieldCount + field
    return labels[i] == SearchWorkspace.unreached
      ? nil : TimeField.Arrival(label: labels[i], metres: metres[i])
  }
}
