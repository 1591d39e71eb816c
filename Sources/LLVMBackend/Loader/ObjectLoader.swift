// Loads object bytes into executable memory without libLLVM.

/// A loader for objects that this module has emitted, in this process or in another one.
public enum ObjectLoader {
  /// Loads `bytes` and finds the function `entry` in them.
  ///
  /// Damage is refused where the format shows it; the instructions themselves are taken as they are,
  /// so the caller must have checked that the bytes are those that were written.
  ///
  /// - Throws: `object`, `undefinedHelper` or `outOfMemory`.
  public static func load(
    _ bytes: [UInt8], entry: String, helpers: HelperResolver
  ) throws(BackendError) -> LoadedCode {
    let object: ELFObject
    let layout: ImageLayout
    let function: (section: Int, offset: Int)
    do throws(ObjectDefect) {
      object = try ELFObject(bytes)
      guard object.machine == ELFMachine.host else { throw ObjectDefect.wrongMachine }
      layout = try ImageLayout(object)
      function = try object.function(entry)
    } catch {
      throw .object(error)
    }
    let mapping = try CodeMapping(size: layout.size)
    let image = try ImageLinker.link(
      object, layout, base: UInt64(mapping.address), helpers: helpers)
    try mapping.publish(image)
    let start = mapping.address + UInt(layout.sections[function.section] ?? 0)
    return LoadedCode(
      entry: start + UInt(function.offset),
      addressRange: mapping.address..<(mapping.address + UInt(layout.size)), storage: mapping)
  }
}
