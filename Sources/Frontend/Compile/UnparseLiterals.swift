// Writes literals and operators as source text.
import Syntax

extension Constant {
  /// The literal as Python's `repr` shows it.
  var unparsed: String {
    switch self {
    case .none: "None"
    case .true: "True"
    case .false: "False"
    case .ellipsis: "..."
    case .int(.small(let value)): "\(value)"
    case .int(.big(let digits, let radix)): decimal(digits, radix: Int(radix))
    case .float(let value): floatText(value)
    case .imaginary(let value): floatText(value, dropsZero: true) + "j"
    case .str(let bytes): quoted(bytes)
    case .bytes(let bytes): "b" + quotedBytes(bytes)
    }
  }
}

/// Converts the digits of a large integer to base 10.
private func decimal(_ digits: [UInt8], radix: Int) -> String {
  // Little-endian limbs in base 10^9.
  var limbs: [Int] = [0]
  for digit in digits {
    var carry = Int(String(UnicodeScalar(digit)), radix: radix) ?? 0
    for index in limbs.indices {
      let value = limbs[index] * radix + carry
      limbs[index] = value % 1_000_000_000
      carry = value / 1_000_000_000
    }
    if carry > 0 { limbs.append(carry) }
  }
  let rest = limbs.dropLast().reversed().map { limb in
    let text = String(limb)
    return String(repeating: "0", count: 9 - text.utf8.count) + text
  }
  return String(limbs[limbs.count - 1]) + rest.joined()
}

private func floatText(_ value: Double, dropsZero: Bool = false) -> String {
  if value.isInfinite { return "1e309" }
  // Both print the shortest digits; only the exponents look different.
  var text = "\(value)"
  if value.magnitude >= 1e16 || value != 0 && value.magnitude < 1e-4 {
    let parts = text.split(separator: "e")
    if parts.count == 2, let exponent = Int(parts[1]) {
      let mantissa = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
      let size = String(exponent.magnitude)
      text = "\(mantissa)e\(exponent < 0 ? "-" : "+")\(size.utf8.count < 2 ? "0" : "")\(size)"
    }
  }
  if dropsZero, text.hasSuffix(".0") { text.removeLast(2) }
  return text
}

/// Returns text as a Python string literal, quoted as `repr` does.
func quoted(_ bytes: [UInt8]) -> String {
  let text = String(decoding: bytes, as: UTF8.self)
  let quote: UnicodeScalar = text.unicodeScalars.contains("'") && !text.unicodeScalars.contains("\"") ? "\"" : "'"
  var result = String(quote)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": result += "\\\\"
    case quote: result += "\\" + String(quote)
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    default:
      if scalar.value < 32 || (127..<161).contains(scalar.value) {
        result += hexEscape(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
  return result + String(quote)
}

private func quotedBytes(_ bytes: [UInt8]) -> String {
  let quote = bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "\"")) ? "\"" : "'"
  var result = quote
  for byte in bytes {
    switch byte {
    case UInt8(ascii: "\\"): result += "\\\\"
    case UInt8(ascii: "\n"): result += "\\n"
    case UInt8(ascii: "\r"): result += "\\r"
    case UInt8(ascii: "\t"): result += "\\t"
    case UInt8(ascii: "'") where quote == "'": result += "\\'"
    case 32..<127: result.unicodeScalars.append(UnicodeScalar(byte))
    default: result += hexEscape(byte)
    }
  }
  return result + quote
}

private func hexEscape(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16)
  return "\\x" + (digits.utf8.count == 1 ? "0" : "") + digits
}

extension CompareOperator {
  var symbol: String {
    switch self {
    case .eq: "=="
    case .notEq: "!="
    case .lt: "<"
    case .ltE: "<="
    case .gt: ">"
    case .gtE: ">="
    case .is: "is"
    case .isNot: "is not"
    case .in: "in"
    case .notIn: "not in"
    }
  }
}
