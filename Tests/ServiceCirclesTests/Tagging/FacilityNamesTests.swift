import Testing

@testable import ServiceCircles

@Suite struct FacilityNamesTests {
  private let names = FacilityNames.standard

  @Test(
    arguments: [
      ("MED.clinic", "MED.clinic"), ("med.CLINIC", "MED.clinic"), ("社区卫生服务站", "MED.clinic"),
      (" 社区卫生服务中心 ", "MED.clinic"), ("农贸市场", "COM.market"), ("Library", "CUL.library"),
      ("医疗健康", "MED"), ("居家养老照料中心", "ELD.care_centre"), ("ＡＴＭ", "UTL.bank"),
      ("托幼一体", "CHD.integrated"), ("幼儿园", "CHD.kindergarten"),
      ("医疗保健服务;诊所;诊所", "MED.clinic"), ("医疗保健服务；综合医院；卫生院", "MED.hospital"),
      ("医疗保健服务;专科医院;口腔医院|医疗保健服务;诊所;诊所", "MED.clinic"),
      ("医疗保健服务;综合医院;综合医院|医疗保健服务;诊所;诊所", "MED.hospital"),
      ("购物服务;便民商店/便利店;便民商店/便利店", "COM.convenience"),
      ("体育休闲服务;运动场馆;健身中心", "SPT.fitness_centre"),
    ])
  func `a cell means a kind by its code, its names, a word or a type of AMap`(
    text: String, code: String
  ) {
    #expect(names.meaning(of: text) == FacilityKind(code: code).map { .kind($0) })
  }

  @Test(
    arguments: [
      "小学", "医疗保健服务;动物医疗场所;宠物诊所", "医疗保健服务;专科医院;口腔医院",
      "医疗保健服务;动物医疗场所;宠物诊所|医疗保健服务;动物医疗场所;兽医站", "宠物医院",
    ])
  func `some things are no service`(text: String) {
    #expect(names.meaning(of: text) == .noService)
  }

  @Test(
    arguments: [
      "", " ", "社区", "卫生", "诊所2", "医疗保健服务", "体育休闲服务;运动场馆;运动场所",
      "医疗保健服务;诊所;诊所|购物服务;超级市场;超市", "诊所;药店", "医疗保健服务;诊所;诊所|别的;别的;别的", ";", "|",
    ])
  func `of other texts nothing is known`(text: String) {
    #expect(names.meaning(of: text) == nil)
  }

  @Test func `every kind of the tags, and every category, has a name`() {
    let named = Set(names.entries.map(\.kind))
    let tagged = FacilityTagMap.openStreetMap.knownKinds
    #expect(tagged.subtracting(named).isEmpty)
    #expect(RuleSet.zhejiang14thFiveYearPlan.namedKinds.subtracting(named).isEmpty)
    #expect(ServiceCategory.allCases.allSatisfy { named.contains(FacilityKind($0, "")) })
    #expect(Set(names.entries.map(\.kind)).count == names.entries.count)
  }

  @Test func `a word means one kind`() {
    let kinds =
      "kinds: { MED.clinic: { zh: 诊所, en: clinic }, MED.hospital: { zh: 医院, en: hospital, words: [诊所] } }"
    #expect(throws: TableError.self) { try FacilityNames(yaml: kinds) }
    #expect(throws: TableError.self) { try FacilityNames(yaml: "kinds: { XYZ: { zh: 甲, en: a } }") }
    #expect(throws: TableError.self) { try FacilityNames(yaml: "amap: { 甲;乙: XYZ }") }
    #expect(throws: TableError.self) { try FacilityNames(yaml: "other: {}") }
  }

  @Test func `rules ask for kinds by their services and by their items`() throws {
    let standard = RuleSet.zhejiang14thFiveYearPlan
    func rules(_ code: String) throws -> Set<String> {
      Set(standard.rules(askingFor: try #require(FacilityKind(code: code))))
    }
    #expect(try rules("MED.clinic").isSuperset(of: ["C-1", "C-3"]))
    #expect(try !rules("MED.clinic").contains("T2-3"))
    #expect(try rules("GOV.service_centre").isSuperset(of: ["T2-3", "T2-1"]))
    #expect(try rules("CHD.kindergarten").isEmpty)
    #expect(try !rules("CHD.integrated").isEmpty)
  }
}
