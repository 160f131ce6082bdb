import Synchronization

extension TravelNetwork {
  /// The nearest facilities of many places in several fields, over legs found once per place.
  ///
  /// Places are taken along a Hilbert curve, in chunks that workers pull; results stand by place, so the
  /// number of workers changes nothing.
  ///
  /// - Parameters:
  ///   - fields: Fields of this travel network.
  ///   - workers: How many tasks share the work.
  /// - Returns: Per place, in order: whether any street is in reach, and per field the arrival or nil.
  /// - Complexity: A few microseconds per place on one core.
  public func arrivals(
    at places: [Place], in fields: [TimeField], workers: Int = 1
  ) async -> [PlaceArrivals] {
    let outlines = places.map { Outline($0) }
    let near = outlines.map { $0.points.first.flatMap { $0.isFinite ? $0 : nil } ?? .zero }
    let order = HilbertOrder.sorted(near)
    let chunk = 2048
    let chunks = (places.count + chunk - 1) / chunk
    let next = Atomic<Int>(0)
    var results = [PlaceArrivals](
      repeating: PlaceArrivals(touchesStreet: false, arrivals: []), count: places.count)
    await withTaskGroup(of: [(Int, [PlaceArrivals])].self) { group in
      for _ in 0..<max(1, workers) {
        group.addTask {
          var done: [(Int, [PlaceArrivals])] = []
          var legs = AccessLegs()
          while !Task.isCancelled {
            let c = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard c < chunks else { break }
            let part = order[c * chunk..<min(places.count, (c + 1) * chunk)]
            done.append(
              (
                c,
                part.map { i in
                  legs.find(of: outlines[i], in: self, as: .resident)
                  return PlaceArrivals(
                    touchesStreet: legs.touchesStreet,
                    arrivals: fields.map { $0.arrival(over: legs) })
                }
              ))
          }
          return done
        }
      }
      for await parts in group {
        for (c, values) in parts {
          for (k, value) in values.enumerated() { results[order[c * chunk + k]] = value }
        }
      }
    }
    return results
  }
}

/// What one place reaches in several fields.
public struct PlaceArrivals: Hashable, Sendable {
  /// Whether any street is in reach of the place: else it is off the network.
  public var touchesStreet: Bool
  /// The arrival in every field, in the order of the fields.
  public var arrivals: [TimeField.Arrival?]
}
