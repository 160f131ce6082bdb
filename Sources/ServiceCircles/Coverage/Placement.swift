import PlaneGeometry
import Streets

/// Who belongs to which community.
struct Placement: Sendable {
  /// The communities, by id.
  let communities: [Community]
  /// The number of a residence's community in ``communities``; nil outside all.
  let communityOfResidence: [Int?]
  /// The number of a facility's community; nil outside all.
  let communityOfFacility: [Int?]
  /// The number of the community of a facility whose record cannot be used; nil outside all, or without a place.
  let communityOfUnusable: [Int?]
  /// By community: homes of which nobody knows where they are.
  let unlocatedResidences: [Int: [UnusableResidence]]
  /// What was odd about residences.
  let issues: [RecordIssue]

  /// The residences of every community, as compressed rows.
  private let firstHome: [Int]
  private let homes: [Int]

  /// The numbers of a community's residences, by id.
  func residences(of community: Int) -> [Int] {
    Array(homes[firstHome[community]..<firstHome[community + 1]])
  }

  /// Places the residences and facilities of an assessment.
  ///
  /// - Throws: `GeometryError` where a community's polygon cannot be used; `CancellationError`.
  init(_ inputs: AssessmentInputs) throws {
    let communities = inputs.communities.sorted { $0.id < $1.id }
    self.communities = communities
    let engine = GeometryEngine()
    let residencePoints = inputs.residences.map {
      $0.communityID == nil ? RepresentativePoint.of($0.place, engine) : nil
    }
    let facilityPoints = inputs.facilities.map { RepresentativePoint.of($0.place, engine) }
    let located = try CommunityLocator(
      residencePoints + facilityPoints + communities.map(\.seat)
        + inputs.unusableFacilities.map { $0.place.flatMap { RepresentativePoint.of($0, engine) } },
      in: communities)
    let count = inputs.residences.count
    communityOfUnusable = Array(located.first.suffix(inputs.unusableFacilities.count))
    communityOfFacility = Array(located.first[count..<count + facilityPoints.count])
    let numbers = Dictionary(
      communities.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    unlocatedResidences = Dictionary(
      grouping: inputs.unusableResidences.filter { numbers[$0.communityID] != nil }
    ) { numbers[$0.communityID] ?? 0 }
    var owners: [Int?] = []
    owners.reserveCapacity(count)
    var issues: [RecordIssue] = []
    for (i, residence) in inputs.residences.enumerated() {
      if let named = residence.communityID {
        owners.append(numbers[named])
        // Of one region's communities most homes are somebody else's.
        if numbers[named] == nil, inputs.onlyRegion == nil {
          issues.append(
            Self.issue(of: residence, "residence.unknown_community", ["community": named]))
        }
        continue
      }
      owners.append(located.first[i])
      if located.first[i] == nil {
        if inputs.onlyRegion == nil {
          issues.append(Self.issue(of: residence, "residence.outside"))
        }
      } else if let all = located.several[i] {
        issues.append(
          Self.issue(
            of: residence, "residence.several_communities",
            ["communities": all.map { communities[$0].id }.joined(separator: ", ")],
            isCounted: true))
      }
    }
    let others = OtherCommunities(inputs)
    for facility in inputs.facilities {
      guard let named = facility.servedCommunityID, numbers[named] == nil else { continue }
      let isOther = others.contains(named)
      if isOther, inputs.onlyRegion != nil { continue }
      issues.append(
        RecordIssue(
          .warning, role: "facilities", layer: "", feature: facility.id,
          problem: Message("facility.unknown_community", ["community": named]),
          action: Message(isOther ? "facility.serves_none" : "facility.serves_unknown")))
    }
    for (c, community) in communities.enumerated() {
      let i = count + facilityPoints.count + c
      guard let other = located.first[i], other != c, located.several[i]?.contains(c) != true
      else { continue }
      issues.append(
        RecordIssue(
          .warning, role: "communities", layer: "", feature: community.id, field: "seat_lon",
          problem: Message("seats.elsewhere", ["other": communities[other].id]),
          action: Message("seats.elsewhere_kept")))
    }
    communityOfResidence = owners
    self.issues = issues
    var first = [Int](repeating: 0, count: communities.count + 1)
    for case let owner? in owners { first[owner + 1] += 1 }
    for c in communities.indices { first[c + 1] += first[c] }
    var homes = [Int](repeating: 0, count: first[communities.count])
    var next = first
    for (i, owner) in owners.enumerated() {
      guard let owner else { continue }
      homes[next[owner]] = i
      next[owner] += 1
    }
    // By id, so that the order of the input decides nothing.
    for c in communities.indices {
      homes[first[c]..<first[c + 1]].sort {
        (inputs.residences[$0].id, $0) < (inputs.residences[$1].id, $1)
      }
    }
    firstHome = first
    self.homes = homes
  }

  private static func issue(
    of residence: Residence, _ key: String, _ values: [String: String] = [:],
    isCounted: Bool = false
  ) -> RecordIssue {
    RecordIssue(
      .warning, role: "residences", layer: "", feature: residence.id,
      problem: Message(key, values),
      action: Message(isCounted ? "residence.smallest_id" : "residence.not_counted"))
  }

  /// Looks that most homes belong to a community: else they are another place's, or the communities are.
  ///
  /// - Throws: ``AssessmentError/homesOutside(_:of:file:)``.
  func checkHomes(_ inputs: AssessmentInputs) throws(AssessmentError) {
    let outside = communityOfResidence.count { $0 == nil }
    guard inputs.onlyRegion == nil, 2 * outside > communityOfResidence.count else { return }
    throw .homesOutside(
      outside, of: communityOfResidence.count, file: inputs.path(ofRole: "residences"))
  }
}
