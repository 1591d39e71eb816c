// Links one object into an image of bytes that is ready to be executed at a given address.

/// Finds the address of a helper by its symbol name; nil if the runtime has no such helper.
public typealias HelperResolver = (String) -> UInt?

/// Links an object without LLVM.
struct ImageLinker {
  let object: ELFObject
  let layout: ImageLayout
  private let base: UInt64
  private var image: [UInt8]
  private let addresses: [UInt64]

  /// Links `object` for execution at `base`, which must be a multiple of 4096.
  ///
  /// - Throws: `object` with the defect, or `undefinedHelper`.
  static func link(
    _ object: ELFObject, _ layout: ImageLayout, base: UInt64, helpers: HelperResolver
  ) throws(BackendError) -> [UInt8] {
    var linker = try ImageLinker(object, layout, base: base, helpers: helpers)
    do throws(ObjectDefect) {
      for relocation in object.relocations { try linker.apply(relocation) }
    } catch {
      throw .object(error)
    }
    return linker.image
  }

  private init(
    _ object: ELFObject, _ layout: ImageLayout, base: UInt64, helpers: HelperResolver
  ) throws(BackendError) {
    self.object = object
    self.layout = layout
    self.base = base
    image = [UInt8](repeating: 0, count: layout.size)
    for (section, place) in zip(object.sections, layout.sections) {
      guard let place else { continue }
      image.replaceSubrange(place..<(place + section.contents.count), with: object.bytes[section.contents])
    }
    var addresses: [UInt64] = []
    for (index, symbol) in object.symbols.enumerated() {
      addresses.append(try Self.address(of: symbol, index, layout, base, helpers))
    }
    self.addresses = addresses
  }

  private static func address(
    of symbol: ELFSymbol, _ index: Int, _ layout: ImageLayout, _ base: UInt64,
    _ helpers: HelperResolver
  ) throws(BackendError) -> UInt64 {
    switch symbol.place {
    case .absolute: return symbol.value
    case .section(let section):
      // Symbols of sections that are not loaded may exist; a relocation against one comes to nothing.
      guard let place = layout.sections[section] else { return 0 }
      return base &+ UInt64(place) &+ symbol.value
    case .undefined:
      guard index != 0 else { return 0 }
      guard let address = helpers(symbol.name) else { throw .undefinedHelper(symbol.name) }
      return UInt64(address)
    }
  }

  private mutating func apply(_ relocation: ELFRelocation) throws(ObjectDefect) {
    // Sections that are not loaded, such as debug information, need no patching.
    guard let section = layout.sections[relocation.section] else { return }
    var patch = RelocationPatch(
      place: section + relocation.offset,
      end: section + object.sections[relocation.section].contents.count,
      base: base, target: addresses[relocation.symbol], addend: relocation.addend,
      slot: layout.slot(of: relocation.symbol), stub: layout.stub(of: relocation.symbol),
      isExternal: object.symbols[relocation.symbol].place == .undefined, image: image)
    image = []
    defer { image = patch.image }
    switch object.machine {
    case .x86_64: try patch.applyX86(relocation.type)
    case .aarch64: try patch.applyAArch64(relocation.type)
    }
  }
}
