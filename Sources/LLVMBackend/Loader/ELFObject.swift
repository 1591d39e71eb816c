// Parses a relocatable ELF object into sections, symbols and relocations, trusting no byte of it.

/// A processor for which objects can be linked; the raw value is ELF's number of it.
enum ELFMachine: UInt16 {
  case x86_64 = 62
  case aarch64 = 183

  /// The processor this process runs on.
  static var host: ELFMachine? {
    #if arch(x86_64)
      .x86_64
    #elseif arch(arm64)
      .aarch64
    #else
      nil
    #endif
  }
}

/// A section of an object.
struct ELFSection {
  let type: UInt32
  let flags: UInt64
  let contents: Range<Int>
  let link: Int
  let info: Int
  let alignment: Int
  let entrySize: Int

  static let executable: UInt64 = 4

  var isAllocated: Bool { flags & 2 != 0 }
  var isExecutable: Bool { flags & Self.executable != 0 }
}

/// A symbol of an object.
struct ELFSymbol {
  enum Place: Equatable {
    case undefined
    case absolute
    case section(Int)
  }

  let name: String
  let place: Place
  let isFunction: Bool
  let value: UInt64
  let size: UInt64
}

/// A place to be patched when the object's address is known.
struct ELFRelocation {
  let section: Int
  let offset: Int
  let type: UInt32
  let symbol: Int
  let addend: Int64
}

/// A parsed object.
struct ELFObject {
  let bytes: [UInt8]
  let machine: ELFMachine
  private(set) var sections: [ELFSection] = []
  private(set) var symbols: [ELFSymbol] = []
  private(set) var relocations: [ELFRelocation] = []

  /// Parses `bytes`.
  ///
  /// - Throws: the first defect found; all offsets in a parsed object lie within `bytes`.
  init(_ bytes: [UInt8]) throws(ObjectDefect) {
    self.bytes = bytes
    let reader = ByteReader(bytes: bytes)
    machine = try Self.readHeader(reader)
    sections = try Self.readSections(reader)
    symbols = try readSymbols(reader)
    relocations = try readRelocations(reader)
  }

  /// The names of the symbols that other code must define.
  var undefinedNames: [String] {
    symbols.dropFirst().filter { $0.place == .undefined }.map(\.name)
  }

  /// Finds the function `name`.
  ///
  /// - Throws: `noEntry` if there is none in an executable section.
  func function(_ name: String) throws(ObjectDefect) -> (section: Int, offset: Int) {
    for symbol in symbols where symbol.name == name && symbol.isFunction {
      guard case .section(let index) = symbol.place, sections[index].isExecutable,
        symbol.value < UInt64(sections[index].contents.count)
      else { continue }
      return (index, Int(symbol.value))
    }
    throw .noEntry
  }

  private static func readHeader(_ reader: ByteReader) throws(ObjectDefect) -> ELFMachine {
    // Magic number, 64-bit class, little-endian, version 1.
    guard try reader.number(UInt64.self, at: 0) & 0x00ff_ffff_ffff_ffff == 0x01_01_02_46_4c_45_7f
    else { throw .notAnObject }
    guard try reader.number(UInt16.self, at: 16) == 1 else { throw .notAnObject }
    guard let machine = ELFMachine(rawValue: try reader.number(UInt16.self, at: 18)) else {
      throw .wrongMachine
    }
    return machine
  }

  private static func readSections(_ reader: ByteReader) throws(ObjectDefect) -> [ELFSection] {
    let table = try reader.size(at: 40)
    guard try reader.number(UInt16.self, at: 58) == 64 else { throw .malformedTable }
    let count = Int(try reader.number(UInt16.self, at: 60))
    let range = try reader.range(table, count * 64)
    var sections: [ELFSection] = []
    sections.reserveCapacity(count)
    for index in 0..<count {
      sections.append(try readSection(reader, at: range.lowerBound + index * 64))
    }
    return sections
  }

  private static func readSection(
    _ reader: ByteReader, at header: Int
  ) throws(ObjectDefect) -> ELFSection {
    let type = try reader.number(UInt32.self, at: header + 4)
    let size = try reader.size(at: header + 32)
    let hasContents = type != 0 && type != 8
    return ELFSection(
      type: type,
      flags: try reader.number(UInt64.self, at: header + 8),
      contents: hasContents ? try reader.range(try reader.size(at: header + 24), size) : 0..<0,
      link: Int(try reader.number(UInt32.self, at: header + 40)),
      info: Int(try reader.number(UInt32.self, at: header + 44)),
      alignment: try reader.size(at: header + 48),
      entrySize: try reader.size(at: header + 56))
  }

  private func readSymbols(_ reader: ByteReader) throws(ObjectDefect) -> [ELFSymbol] {
    let tables = sections.filter { $0.type == 2 }
    guard tables.count <= 1 else { throw .malformedTable }
    guard let table = tables.first else { return [] }
    guard table.entrySize == 24, table.contents.count % 24 == 0,
      sections.indices.contains(table.link), sections[table.link].type == 3
    else { throw .malformedTable }
    var symbols: [ELFSymbol] = []
    for offset in stride(from: table.contents.lowerBound, to: table.contents.upperBound, by: 24) {
      symbols.append(try readSymbol(reader, at: offset, names: sections[table.link].contents))
    }
    return symbols
  }

  private func readSymbol(
    _ reader: ByteReader, at offset: Int, names: Range<Int>
  ) throws(ObjectDefect) -> ELFSymbol {
    let place: ELFSymbol.Place =
      switch try reader.number(UInt16.self, at: offset + 6) {
      case 0: .undefined
      case 0xfff1: .absolute
      case let index where sections.indices.contains(Int(index)): .section(Int(index))
      default: throw .unsupportedSymbol
      }
    return ELFSymbol(
      name: try reader.string(in: names, at: Int(try reader.number(UInt32.self, at: offset))),
      place: place,
      isFunction: try reader.number(UInt8.self, at: offset + 4) & 15 == 2,
      value: try reader.number(UInt64.self, at: offset + 8),
      size: try reader.number(UInt64.self, at: offset + 16))
  }

  private func readRelocations(_ reader: ByteReader) throws(ObjectDefect) -> [ELFRelocation] {
    var relocations: [ELFRelocation] = []
    for table in sections where table.type == 4 {
      guard table.entrySize == 24, table.contents.count % 24 == 0,
        sections.indices.contains(table.info)
      else { throw .malformedTable }
      for offset in stride(from: table.contents.lowerBound, to: table.contents.upperBound, by: 24) {
        relocations.append(try readRelocation(reader, at: offset, section: table.info))
      }
    }
    // Relocations without addends are of another format than both processors use.
    guard !sections.contains(where: { $0.type == 9 }) else { throw .unsupportedRelocation }
    return relocations
  }

  private func readRelocation(
    _ reader: ByteReader, at offset: Int, section: Int
  ) throws(ObjectDefect) -> ELFRelocation {
    let place = try reader.size(at: offset)
    let symbol = Int(try reader.number(UInt32.self, at: offset + 12))
    guard place < sections[section].contents.count else { throw .relocationOutOfRange }
    guard symbols.indices.contains(symbol) else { throw .malformedTable }
    return ELFRelocation(
      section: section, offset: place,
      type: try reader.number(UInt32.self, at: offset + 8), symbol: symbol,
      addend: try reader.number(Int64.self, at: offset + 16))
  }
}
