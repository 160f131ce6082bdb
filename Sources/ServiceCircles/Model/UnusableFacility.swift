import Streets

/// A facility whose record cannot be used: it is there, but what it offers, or where it stands, is not known.
///
/// > A record that was left out: unknown.
///
/// Homes that reach no other facility of a service in time, and may reach this one, are not known to be uncovered;
/// a community that may own it has at least the facilities that are known.
public struct UnusableFacility: Hashable, Sendable {
  /// Its id, or what stands for it.
  public var id: String
  /// What it offers; nil where its record does not say: it may offer any service.
  public var kind: FacilityKind?
  /// Where it stands; nil where its record does not say: it may stand anywhere.
  public var place: Place?
  /// The id of the community that it serves, where its record names one.
  public var servedCommunityID: String?

  /// A facility whose record cannot be used.
  public init(
    id: String, kind: FacilityKind? = nil, place: Place? = nil, servedCommunityID: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.place = place
    self.servedCommunityID = servedCommunityID
  }
}
