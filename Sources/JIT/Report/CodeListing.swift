// Reads LLVM's and the processor's language back into lines that know which uop they come from.

/// A line of a listing with the number of its uop, counted from 1 over entry, preheader and traces; 0 when there is none.
struct ListingLine: Equatable {
  var text: String
  var uop: Int
}

enum CodeListing {
  /// The functions of a module in LLVM's language whose instructions have debug locations.
  static func llvm(_ text: String) -> [ListingLine] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var places: [Substring: Int] = [:]
    for line in lines where line.hasPrefix("!") {
      guard let sign = cut(line, at: " = !DILocation(line: ") else { continue }
      places[sign.before] = Int(sign.after.prefix { $0.isNumber })
    }
    var result: [ListingLine] = []
    for line in lines {
      if line.hasPrefix("!") || line.hasPrefix("attributes ") || line.hasPrefix("source_filename") || line.hasPrefix("target ")
        || line.hasPrefix("; ModuleID")
      { continue }
      var words = line
      var uop = 0
      if let mark = cut(line, at: ", !dbg ") {
        uop = places[mark.after.prefix { $0 == "!" || $0.isNumber }] ?? 0
        words = mark.before
      }
      // What is known about aliasing is noise here.
      if let metadata = cut(words, at: ", !") { words = metadata.before }
      if words.isEmpty, result.last?.text.isEmpty ?? true { continue }
      result.append(ListingLine(text: String(words), uop: uop))
    }
    return result
  }

  /// The instructions and labels of an assembly listing with line directives.
  static func assembly(_ text: String) -> [ListingLine] {
    var result: [ListingLine] = []
    var uop = 0
    for line in text.split(separator: "\n") {
      let words = line.drop { $0 == "\t" || $0 == " " }
      if words.hasPrefix(".section") {
        // Debug sections follow the code.
        if words.split(whereSeparator: { $0 == "\t" || $0 == " " }).dropFirst().first?.hasPrefix(".debug") == true { break }
        continue
      }
      if words.hasPrefix(".loc") {
        let fields = words.split { $0 == "\t" || $0 == " " }
        uop = fields.count > 2 ? Int(fields[2]) ?? 0 : 0
        continue
      }
      let isLabel = line.first.map { $0 != "\t" && $0 != " " } ?? false
      if words.hasPrefix(".") && !isLabel || words.hasPrefix("#") || words.hasPrefix("//") { continue }
      if isLabel, words.hasPrefix(".Ltmp") || words.hasPrefix(".Lfunc") { continue }
      result.append(ListingLine(text: spaced(line), uop: isLabel ? 0 : uop))
    }
    return result
  }

  /// What stands before and after the first occurrence of a mark.
  private static func cut(_ line: Substring, at mark: String) -> (before: Substring, after: Substring)? {
    var position = line.startIndex
    while let start = line[position...].firstIndex(of: mark.first ?? " ") {
      if line[start...].hasPrefix(mark) { return (line[..<start], line[start...].dropFirst(mark.count)) }
      position = line.index(after: start)
    }
    return nil
  }

  private static func spaced(_ line: Substring) -> String {
    var text = ""
    for character in line { text += character == "\t" ? "  " : String(character) }
    return text
  }
}
