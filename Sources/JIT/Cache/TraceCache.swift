// Keeps traces and machine code of modules in a directory.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What became of the cache's files in one run.
public struct CacheCounters: Sendable, Equatable {
  /// Files that were used.
  public var hits = 0
  /// Files that were not, by reason.
  public var misses: [CacheMiss: Int] = [:]
  public var stored = 0
  /// Files that could not be written.
  public var unwritten = 0
  /// Trees that came out of files and were installed; counted by whoever installs them.
  public var installed = 0

  public init() {}
}

/// A directory of cache files. It belongs to one thread; any number of processes may use the directory.
public final class TraceCache {
  private let directory: CacheDirectory
  public private(set) var counters = CacheCounters()
  /// The most bytes the directory should hold.
  public var sizeLimit = 256 << 20

  /// Opens a directory, which is made if it is missing.
  ///
  /// - Throws: why it is not to be trusted.
  public init(directory path: String) throws(CacheRefusal) {
    directory = try CacheDirectory(path)
  }

  /// What was stored for `key`; nil is counted as a miss with its reason.
  public func load(_ key: CacheKey) -> CachedProgram? {
    do throws(CacheMiss) {
      let program = try CacheFile.program(in: try directory.read(key.fileName), key: key)
      counters.hits += 1
      directory.touch(key.fileName)
      return program
    } catch {
      count(error)
      return nil
    }
  }

  /// Stores `program`, replacing what was there. Failure is only counted.
  public func store(_ key: CacheKey, _ program: CachedProgram) {
    guard let bytes = CacheFile.bytes(of: program, key: key), directory.write(bytes, as: key.fileName) else {
      counters.unwritten += 1
      return
    }
    counters.stored += 1
    clean(keeping: key.fileName)
  }

  /// Counts a reason for which a tree of a loaded program could not be used.
  public func count(_ miss: CacheMiss) { counters.misses[miss, default: 0] += 1 }

  /// Counts a tree that was installed.
  public func countInstalled() { counters.installed += 1 }

  /// Removes what crashed writers left behind and, over the limit, what was not used for longest.
  private func clean(keeping name: String) {
    let now = time(nil)
    var files = directory.files()
    for file in files where file.name.hasSuffix(temporarySuffix) && now - file.changed > 3600 { directory.remove(file.name) }
    files = files.filter { $0.name.hasSuffix(CacheKey.suffix) }
    var total = files.reduce(0) { $0 + $1.size }
    guard total > sizeLimit else { return }
    for file in files.sorted(by: { ($0.changed, $0.name) < ($1.changed, $1.name) }) where file.name != name {
      if total <= sizeLimit / 10 * 7 { return }
      directory.remove(file.name)
      total -= file.size
    }
  }
}

extension CacheKey {
  static let suffix = ".jitc"
  var fileName: String { text + CacheKey.suffix }
}
