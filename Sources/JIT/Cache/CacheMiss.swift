// Names every reason for which nothing comes out of the cache or goes into it.

/// Why a cache file was not used. None of these is an error of the program: each is counted by name.
public enum CacheMiss: String, Error, Sendable, CaseIterable {
  /// There is no file for the key.
  case absent
  /// The file could not be opened or read.
  case unreadable
  /// It is a link, a directory or a device, or has a second name.
  case notAPlainFile = "not-a-plain-file"
  /// It belongs to somebody else, or others can write to it.
  case foreign
  case tooLarge = "too-large"
  /// It is shorter or longer than its header says.
  case size
  case magic
  case version
  /// The header does not match its checksum.
  case header
  /// It was written for another key, under whatever name it has now.
  case key
  /// The packed bytes do not match their digest.
  case digest
  /// The packed bytes do not unpack to the stated length.
  case packing
  /// The unpacked bytes are not a program.
  case payload
  /// A tree does not parse, does not verify, or does not fit the program; counted by whoever installs it.
  case tree
}

/// Why a directory is not used as a cache.
public enum CacheRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  case cannotCreate(String)
  case notADirectory
  case isALink
  case foreignOwner
  case writableByOthers
  case unsafeParent(String)
  case cannotOpen(String)

  public var description: String {
    switch self {
    case .cannotCreate(let reason): "it cannot be made: \(reason)"
    case .notADirectory: "it is not a directory"
    case .isALink: "it is a symbolic link"
    case .foreignOwner: "it belongs to somebody else"
    case .writableByOthers: "others can write to it"
    case .unsafeParent(let path): "others can replace \(path)"
    case .cannotOpen(let reason): "it cannot be opened: \(reason)"
    }
  }
}
