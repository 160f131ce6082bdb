import PlaneGeometry
import ServiceCircles

/// A row of `community`: an urban community or a village, and what is in it.
struct CommunityRow: ReportRow {
  static let table = "community"
  static let key = ["community_id"]
  static let columns: [ReportColumn<Self>] = [
    .text("community_id") { $0.community.id },
    .text("name") { $0.community.name },
    .text("setting") { $0.community.setting.rawValue },
    .text("township") { $0.community.regions.township },
    .text("county") { $0.community.regions.county },
    .text("prefecture") { $0.community.regions.prefecture },
    .text("province") { $0.community.regions.province },
    .integer("households") { $0.community.households },
    .integer("population") { $0.community.population },
    .integer("residences") { $0.community.residences },
    .real("floor_area_m2") { $0.community.floorAreaSquareMetres?.double },
    .multiPolygon("geometry") { $0.community.geometry },
  ]

  let community: CommunityRecord
}

/// A row of `facility`: a place that offers a service.
struct FacilityRow: ReportRow {
  static let table = "facility"
  static let key = ["facility_id"]
  static let columns: [ReportColumn<Self>] = [
    .text("facility_id") { $0.facility.id },
    .text("kind") { $0.facility.kind.description },
    .text("name") { $0.facility.name },
    .real("floor_area_m2") { $0.facility.floorArea.flatMap(Double.init) },
    .text("community_id") { $0.facility.communityID },
    .real("access_m") { $0.facility.accessMetres },
    .text("status") { $0.facility.status.rawValue },
    .geometry("geometry") { $0.facility.geometry },
  ]

  let facility: FacilityRecord
}

/// A row of `project`: a new-build project and whether it meets the plan.
struct ProjectRow: ReportRow {
  static let table = "project"
  static let key = ["project_id"]
  static let columns: [ReportColumn<Self>] = [
    .text("project_id") { $0.project.id },
    .text("name") { $0.project.name },
    .text("setting") { $0.project.setting?.rawValue },
    // A record that cannot be judged has no verdict of a rule.
    .text("verdict") { $0.project.verdict?.rawValue ?? "ERROR" },
    .geometry("geometry") { $0.project.position.map { .point($0) } },
  ]

  let project: ProjectCheck.ProjectResult
}
