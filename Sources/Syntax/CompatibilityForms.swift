// Maps letters and digits that are other forms of plain ones to these, as Python does with the characters of names.

/// What characters of letterlike symbols, superscripts and ligatures stand for.
private let singleForms: [UInt32: String] = {
  var forms: [UInt32: String] = [
    0xAA: "a", 0xB2: "2", 0xB3: "3", 0xB5: "μ", 0xB9: "1", 0xBA: "o", 0x132: "IJ", 0x133: "ij", 0x149: "ʼn", 0x17F: "s",
    0x1C4: "DŽ", 0x1C5: "Dž", 0x1C6: "dž", 0x1C7: "LJ", 0x1C8: "Lj", 0x1C9: "lj", 0x1CA: "NJ", 0x1CB: "Nj", 0x1CC: "nj",
    0x1F1: "DZ", 0x1F2: "Dz", 0x1F3: "dz", 0x3D0: "β", 0x3D1: "θ", 0x3D5: "φ", 0x3D6: "π", 0x3F0: "κ", 0x3F1: "ρ", 0x3F4: "Θ", 0x3F5: "ε",
    0x2071: "i", 0x207F: "n", 0x2C7C: "j", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
  ]
  /// Adds the forms from a code on; a space stands for none.
  func add(_ first: UInt32, _ plain: String) {
    for (i, character) in plain.enumerated() where character != " " { forms[first + UInt32(i)] = String(character) }
  }
  add(0x2102, "C    ")
  add(0x210A, "gHHHhħIILl N   PQRRR")
  add(0x2124, "Z Ω Z KÅBC eEF Mo    i  πγΓΠ")
  add(0x2145, "Ddeij")
  add(0x2160, "I           LCDM")
  add(0x2090, "aeoxəhklmnpst")
  add(0x1D62, "iruvβγρφχ")
  add(0x2C7C, "jV")
  add(0xFF10, "0123456789")
  add(0xFF21, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
  add(0xFF3F, "_")
  add(0xFF41, "abcdefghijklmnopqrstuvwxyz")
  return forms
}()

/// The 58 characters of each style of mathematical Greek.
private let greekForms = Array("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΘΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂εθκφρπ".unicodeScalars)

/// Appends the plain form of a character of a name.
func appendPlainForm(of scalar: Unicode.Scalar, to name: inout String.UnicodeScalarView) {
  let code = scalar.value
  switch code {
  case 0..<0x80: name.append(scalar)
  case 0x1D400..<0x1D6A4:
    let letter = (code - 0x1D400) % 52
    name.append(Unicode.Scalar(UInt8(letter < 26 ? 65 + letter : 71 + letter)))
  case 0x1D6A8..<0x1D7CA: name.append(greekForms[Int(code - 0x1D6A8) % 58])
  case 0x1D7CE..<0x1D800: name.append(Unicode.Scalar(UInt8(48 + (code - 0x1D7CE) % 10)))
  default:
    if let plain = singleForms[code] { name.append(contentsOf: plain.unicodeScalars) } else { name.append(scalar) }
  }
}
