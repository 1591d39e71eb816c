// Checks which directories and files the cache trusts, and that it survives other writers.
import Testing

@testable import JIT

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct CacheDirectoryTests {
  private let scratch = Scratch()

  private func refusal(_ name: String) -> CacheRefusal? {
    do throws(CacheRefusal) {
      _ = try TraceCache(directory: scratch.file(name))
      return nil
    } catch {
      return error
    }
  }

  @Test func missingDirectoriesAreMadeForUsAlone() throws {
    _ = try TraceCache(directory: scratch.file("a/b/c/"))
    var status = stat()
    #expect(stat(scratch.file("a/b/c"), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
  }

  @Test func untrustworthyDirectoriesAreRefused() throws {
    mkdir(scratch.file("open"), 0o700)
    chmod(scratch.file("open"), 0o777)
    #expect(refusal("open") == .writableByOthers)
    mkdir(scratch.file("group"), 0o700)
    chmod(scratch.file("group"), 0o770)
    #expect(refusal("group") == .writableByOthers)
    mkdir(scratch.file("real"), 0o700)
    symlink(scratch.file("real"), scratch.file("link"))
    #expect(refusal("link") == .isALink)
    scratch.write("plain", [1])
    #expect(refusal("plain") == .notADirectory)
    mkdir(scratch.file("open/inner"), 0o700)
    #expect(refusal("open/inner") == .unsafeParent(scratch.file("open")))
    #expect(refusal("real") == nil)
  }

  @Test func storedProgramsComeBack() throws {
    let cache = try TraceCache(directory: scratch.file("cache"))
    #expect(cache.load(Sample.key()) == nil)
    cache.store(Sample.key(), Sample.program(1))
    cache.store(Sample.key(), Sample.program(2))
    cache.store(Sample.key(7), Sample.program(3))
    #expect(cache.load(Sample.key()) == Sample.program(2))
    #expect(try TraceCache(directory: scratch.file("cache")).load(Sample.key(7)) == Sample.program(3))
    #expect(cache.counters.hits == 1)
    #expect(cache.counters.misses == [.absent: 1])
    #expect(cache.counters.stored == 3)
    #expect(scratch.names(in: "cache").count == 2)
  }

  @Test func swappedFilesAreMisses() throws {
    let cache = try TraceCache(directory: scratch.file("cache"))
    cache.store(Sample.key(1), Sample.program(1))
    cache.store(Sample.key(2), Sample.program(2))
    let (one, other) = (scratch.file("cache/\(Sample.key(1).fileName)"), scratch.file("cache/\(Sample.key(2).fileName)"))
    rename(one, scratch.file("cache/x"))
    rename(other, one)
    rename(scratch.file("cache/x"), other)
    #expect(cache.load(Sample.key(1)) == nil)
    #expect(cache.load(Sample.key(2)) == nil)
    #expect(cache.counters.misses == [.key: 2])
  }

  @Test func oddFilesAreMisses() throws {
    let cache = try TraceCache(directory: scratch.file("cache"))
    cache.store(Sample.key(1), Sample.program(1))
    func path(_ number: UInt8) -> String { scratch.file("cache/\(Sample.key(number).fileName)") }
    symlink(path(1), path(2))
    #expect(cache.load(Sample.key(2)) == nil)
    link(path(1), path(3))
    #expect(cache.load(Sample.key(3)) == nil)
    mkdir(path(4), 0o700)
    #expect(cache.load(Sample.key(4)) == nil)
    mkfifo(path(5), 0o600)
    #expect(cache.load(Sample.key(5)) == nil)
    #expect(cache.counters.misses[.notAPlainFile] == 4)
    unlink(path(3))
    chmod(path(1), 0o666)
    #expect(cache.load(Sample.key(1)) == nil)
    #expect(cache.counters.misses[.foreign] == 1)
    truncate(path(1), 1 << 40)
    chmod(path(1), 0o600)
    #expect(cache.load(Sample.key(1)) == nil)
    #expect(cache.counters.misses[.tooLarge] == 1)
  }

  @Test func aRemovedDirectoryIsOnlyCounted() throws {
    let cache = try TraceCache(directory: scratch.file("cache"))
    rmdir(scratch.file("cache"))
    cache.store(Sample.key(), Sample.program())
    #expect(cache.counters.unwritten == 1)
    #expect(cache.load(Sample.key()) == nil)
  }

  @Test func theLimitRemovesWhatWasNotUsedLongest() throws {
    let cache = try TraceCache(directory: scratch.file("cache"))
    for number in 1...4 {
      cache.store(Sample.key(UInt8(number)), Sample.program(number))
      var times = [timespec(tv_sec: number, tv_nsec: 0), timespec(tv_sec: number, tv_nsec: 0)]
      utimensat(AT_FDCWD, scratch.file("cache/\(Sample.key(UInt8(number)).fileName)"), &times, 0)
    }
    scratch.write("cache/old.part", [1])
    var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
    utimensat(AT_FDCWD, scratch.file("cache/old.part"), &times, 0)
    let size = scratch.read("cache/\(Sample.key(1).fileName)").count
    cache.sizeLimit = size * 4
    cache.store(Sample.key(5), Sample.program(5))
    let left = scratch.names(in: "cache")
    #expect(!left.contains("old.part"))
    #expect(!left.contains(Sample.key(1).fileName) && left.contains(Sample.key(5).fileName))
    #expect(left.count < 5)
  }

  @Test func concurrentWritersAndReadersSeeWholePrograms() async throws {
    let path = scratch.file("cache")
    _ = try TraceCache(directory: path)
    let good = await withTaskGroup(of: Bool.self) { group in
      for worker in 0..<8 {
        group.addTask {
          guard let cache = try? TraceCache(directory: path) else { return false }
          for round in 0..<20 {
            cache.store(Sample.key(), Sample.program(worker * 100 + round))
            guard let program = cache.load(Sample.key()), let seed = program.notes["seed"].flatMap(Int.init),
              program == Sample.program(seed)
            else { return false }
          }
          return cache.counters.unwritten == 0
        }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(good)
    #expect(scratch.names(in: "cache") == [Sample.key().fileName])
  }
}
