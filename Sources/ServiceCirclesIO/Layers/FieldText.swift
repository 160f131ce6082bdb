import CGDAL
import Foundation

/// The text of a field, as people would write it.
enum FieldText {
  /// How a field of a feature reads; nil where it is empty.
  ///
  /// A decimal that a format keeps as a binary number has fifteen digits that mean something: what GDAL prints
  /// behind them (`350.000000000000000`, `1234.559999999999945`) is the width of the column and the noise of
  /// the conversion.
  static func bytes(of feature: OGRFeatureH, _ field: Int32) -> UnsafePointer<CChar>? {
    guard OGR_F_IsFieldSetAndNotNull(feature, field) != 0 else { return nil }
    return OGR_F_GetFieldAsString(feature, field)
  }

  /// What a field says whose type says more than its text: the number of a binary field as decimal text, yes or no
  /// as `true` and `false`, for they are no numbers; nil where the field is of another type, or empty.
  static func typed(of feature: OGRFeatureH, _ field: Int32) -> String? {
    guard OGR_F_IsFieldSetAndNotNull(feature, field) != 0,
      let definition = OGR_F_GetFieldDefnRef(feature, field)
    else { return nil }
    let subtype = OGR_Fld_GetSubType(definition)
    switch OGR_Fld_GetType(definition) {
    case OFTReal:
      let number = OGR_F_GetFieldAsDouble(feature, field)
      // A database keeps more digits in such a column than single precision has.
      let isSingle = subtype == OFSTFloat32 && Double(Float(number)) == number
      return isSingle ? text(ofSingle: Float(number)) : text(of: number)
    case OFTInteger where subtype == OFSTBoolean:
      return OGR_F_GetFieldAsInteger(feature, field) != 0 ? "true" : "false"
    default: return nil
    }
  }

  /// A number of single precision with the digits that tell it from all others.
  static func text(ofSingle number: Float) -> String {
    // Its shortest text, read as a decimal, is a binary number of double precision with few digits.
    text(of: Double(number.description) ?? Double(number))
  }

  /// A binary number with its fifteen digits, without zeros behind them and without an exponent where that is
  /// how one writes it.
  static func text(of number: Double) -> String {
    let short = number.text(significantDigits: 15)
    guard short.contains("e-"), number.magnitude > 1e-12 else { return short }
    var plain = number.text(places: 20)
    while plain.last == "0" { plain.removeLast() }
    return plain
  }
}
