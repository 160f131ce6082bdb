import PlaneGeometry
import ServiceCircles
import Streets

/// A layer that was read, with what is needed to hold it against others.
struct PlacedLayer {
  let source: LayerSource
  let role: String
  var columns = PlaceColumns()
  /// The boxes around its records, in the working plane.
  let boxes: [Box]

  /// Looks whether the layer lies on the ground.
  ///
  /// - Returns: An issue that counts the records that do not; nil where there is none.
  /// - Throws: `ExtentError`.
  func check(on ground: Ground) throws(ExtentError) -> RecordIssue? {
    try ground.check(boxes, of: source.description, role: role) {
      CoordinateSample(of: source, columns: columns)
    }
  }

  /// Looks whether the layer lies on the ground of a project; where that is the communities, they may be what is
  /// in the wrong place.
  ///
  /// - Returns: As ``check(on:)``.
  /// - Throws: `ExtentError`.
  func check(on ground: Ground, of project: ProjectFile) throws(ExtentError) -> RecordIssue? {
    do {
      return try check(on: ground)
    } catch .apart(let apart) where apart.mistake == nil && ground.kind == .communities {
      if let communities = project.communities?.source,
        let sample = CoordinateSample(of: communities),
        let error = ground.misplaced(
          beside: Ground(boxes, .records, file: source.description, plane: ground.plane), sample)
      {
        throw error
      }
      throw .apart(apart)
    }
  }

  /// Looks whether any of the layer lies on the ground; how much of it does is not said.
  ///
  /// - Throws: `ExtentError`.
  func checkMeets(_ ground: Ground) throws(ExtentError) {
    if boxes.contains(where: { ground.isNear($0) }) { return }
    _ = try check(on: ground)
  }
}

extension InputReading {
  /// The plane that a project asks for.
  ///
  /// - Throws: `ExtentError` of the case noPlane, with the plane that suits the data.
  static func givenPlane(_ project: ProjectFile) throws -> WorkingPlane? {
    guard let srid = project.srid else { return nil }
    do {
      return try WorkingPlane(srid: srid)
    } catch {
      throw ExtentError.noPlane(
        code: "EPSG:\(srid)", file: project.path, better: fittingPlane(project)?.description)
    }
  }

  /// The plane that suits the data of a project; nil where the data does not tell.
  private static func fittingPlane(_ project: ProjectFile) -> WorkingPlane? {
    if let streets = project.streets {
      return (try? OSMStreets(OSMFile(path: streets)))?.plane
    }
    guard let source = project.communities?.source ?? project.layers.last,
      let centre = try? LayerExtent.centre(of: source)
    else { return nil }
    return .chosen(for: centre)
  }

  /// Reads the streets of a project.
  ///
  /// - Throws: `ExtentError` of the case unfitPlane where they have no place in the plane that was asked for.
  static func streetData(
    _ file: OSMFile?, in given: WorkingPlane?
  ) throws -> OSMStreets? {
    guard let file else { return nil }
    do {
      return try OSMStreets(file, plane: given)
    } catch let error as OSMFileError where error.kind == .outsidePlane {
      guard let given, let own = try? OSMStreets(file).plane else { throw error }
      throw ExtentError.unfitPlane(
        plane: given.description, file: file.path, scaleError: nil, better: own.description)
    }
  }

  /// The plane nearest to the layers of a run by straight lines.
  ///
  /// - Throws: ``LayerError`` where the layer does not say which system it is in; `ExtentError` where its
  ///   coordinates are no places in it.
  static func plane(nearLayersOf project: ProjectFile) throws -> WorkingPlane {
    let source = project.communities?.source ?? project.layers.last
    guard let source, let centre = try LayerExtent.centre(of: source) else {
      if let source, let sample = CoordinateSample(of: source),
        let mistake = CoordinateMistake.explaining(sample)
      {
        throw ExtentError.nowhere(
          layer: source.description, role: "communities", mistake: mistake)
      }
      throw LayerError(.missingCRS(likely: []), file: project.communities?.source.path ?? "")
    }
    return .chosen(for: centre)
  }
}
