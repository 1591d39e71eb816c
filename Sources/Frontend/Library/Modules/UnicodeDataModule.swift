// Makes `_unicodedata`: what the standard library of Swift knows of characters.

import Syntax

extension Runtime {
  func makeUnicodeDataModule() -> Value {
    let module = makeModule("_unicodedata")
    func ask(_ name: String, _ answer: @escaping (VM, UInt32) -> Value) {
      define(module, name, 1, 1) { vm, args in
        guard args[0].isKind(.str), vm.stringCount(args[0]) == 1 else {
          let what = args[0].isKind(.str) ? "str" : vm.typeName(vm.typeOf(args[0]))
          return vm.typeError("\(name)() argument must be a unicode character, not \(what)")
        }
        return answer(vm, vm.codePoint(args[0], 0))
      }
    }
    ask("category") { vm, code in vm.runtime.intern(CodePoints.category(code).shortName) }
    ask("combining") { _, code in Value(smallInt: Int(CodePoints.properties(code)?.canonicalCombiningClass.rawValue ?? 0)) }
    ask("mirrored") { _, code in Value(smallInt: CodePoints.properties(code)?.isBidiMirrored == true ? 1 : 0) }
    ask("_name") { vm, code in CodePoints.properties(code)?.name.map { vm.makeString($0) } ?? .none }
    ask("_numeric") { vm, code in
      let properties = CodePoints.properties(code)
      let kind = switch properties?.numericType {
      case .decimal: 1
      case .digit: 2
      case .numeric: 3
      default: 0
      }
      return vm.makeTuple([Value(smallInt: kind), vm.makeFloat(properties?.numericValue ?? 0)])
    }
    define(module, "lookup", 1, 1) { vm, args in
      guard args[0].isKind(.str) else { return vm.typeError("lookup() argument must be str, not \(vm.typeName(vm.typeOf(args[0])))") }
      let code = vm.utf8(args[0]).withUnsafeBufferPointer { scalar(named: $0) }
      guard let code else { return vm.raise("KeyError", "undefined character name '\(vm.swiftString(args[0]))'") }
      return vm.makeString(codePoints: [code])
    }
    return module
  }
}

extension Unicode.GeneralCategory {
  /// The category's name in two letters.
  fileprivate var shortName: String {
    switch self {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}
