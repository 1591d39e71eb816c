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
    case .int(.big(let digits, let radix)):
      (radix == 16 ? "0x" : radix == 8 ? "0o" : radix == 2 ? "0b" : "") + String(decoding: digits, as: UTF8.self)
    case .float(let value): floatText(value)
    case .imaginary(let value): floatText(value, dropsZero: true) + "j"
    case .str(let bytes): quoted(bytes)
    case .bytes(let bytes): "b" + quotedBytes(bytes)
    }
  }
}

private func floatText(_ value: Double, dropsZero: Bool = false) -> String {
  if value.isInfinite { return "1e309" }
  var text = "\(value)"
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
