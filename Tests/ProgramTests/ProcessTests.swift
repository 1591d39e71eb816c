// Checks that multiprocessing runs what it is given: CPython's, with processes of its own, is no reference under the tests' limits.
import Foundation
import Testing

@Suite struct ProcessTests {
  private static let source = """
    import multiprocessing


    def square(x): return x * x


    def put(n, queue): queue.put((n, square(n)))


    def count(value, lock):
        for _ in range(100):
            with lock: value.value += 1


    with multiprocessing.Pool(3) as pool:
        print(pool.map(square, range(5)), pool.starmap(pow, [(1, 2), (3, 4)]), list(pool.imap(square, [1, 2])), pool.apply_async(square, (7,)).get())
    queue, value, lock = multiprocessing.Queue(), multiprocessing.Value("i", 0), multiprocessing.Lock()
    some = [multiprocessing.Process(target=put, args=(i, queue)) for i in range(3)]
    some += [multiprocessing.Process(target=count, args=(value, lock)) for i in range(2)]
    for process in some: process.start()
    print(sorted(queue.get() for _ in range(3)))
    for process in some: process.join()
    print([process.exitcode for process in some], value.value)

    """
  private static let output = """
    [0, 1, 4, 9, 16] [1, 81] [1, 4] 49
    [(0, 0), (1, 1), (2, 4)]
    [0, 0, 0, 0, 0] 200

    """

  @Test(arguments: [[], ["--jit", "off"], ["--threshold", "1", "--compile", "sync"]])
  func runsPoolsAndProcesses(_ options: [String]) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("processes-\(UUID().uuidString).toy")
    try Self.source.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let result = try runLimited([binaryPath, "run"] + options + [file.path])
    #expect(result.status == 0, "\(result.stderr)")
    #expect(result.stdout == Self.output)
  }
}
