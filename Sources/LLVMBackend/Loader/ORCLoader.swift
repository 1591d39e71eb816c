// Loads object bytes through ORC.

/// A just-in-time linker for the code compiled in this process.
public final class ORCLoader: Sendable {
  private let session: ORCSession

  /// Starts a session, which takes about a millisecond.
  ///
  /// - Throws: `link` with ORC's words.
  public init(_ library: LLVMLibrary) throws(BackendError) {
    session = try ORCSession()
  }

  /// Loads `bytes` and finds the function `entry` in them.
  ///
  /// - Throws: `object`, `undefinedHelper`, or `link` with ORC's words.
  public func load(
    _ bytes: [UInt8], entry: String, helpers: HelperResolver
  ) throws(BackendError) -> LoadedCode {
    let function: (section: ELFSection, offset: Int)
    let names: [String]
    do throws(ObjectDefect) {
      let object = try ELFObject(bytes)
      let place = try object.function(entry)
      function = (object.sections[place.section], place.offset)
      names = object.undefinedNames
    } catch {
      throw .object(error)
    }
    // A room for each object: equal names in two objects do not meet, and all goes at once.
    let room = ORCRoom(session)
    for name in names {
      guard let address = helpers(name) else { throw .undefinedHelper(name) }
      try room.define(name, address)
    }
    try room.add(bytes)
    let address = try room.address(of: entry)
    let start = address - UInt(function.offset)
    return LoadedCode(
      entry: address, addressRange: start..<(start + UInt(function.section.contents.count)),
      storage: room)
  }
}
