// Checks what the default frontend does not record: exits that became cold, loops too long to copy, a trace for each step of a range.
import Foundation
import Testing

@Suite struct SelectionTests {
  /// The heads of the traces that a program's run logs.
  private func traces(_ source: String, _ options: [String] = []) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("selection-\(UUID().uuidString).toy")
    try source.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let result = try runLimited([binaryPath, "run", "--compile", "sync", "--log-traces", "1"] + options + [file.path])
    #expect(result.status == 0, "\(result.stderr)")
    return result.stderr.split(separator: "\n").map(String.init).filter { $0.hasPrefix("[trace") && !$0.contains("abandoned") }
  }

  /// An exit that is taken 450 times is hot, but if it is never taken again that is too little for its tree to be compiled once
  /// more; one that is taken ten times as often is recorded.
  @Test(arguments: [(450, 1), (4500, 2)])
  func recordsExitsThatStayHot(_ hotIterations: Int, _ count: Int) throws {
    let heads = try traces(
      """
      def work(flags):
          total = 0
          for flag in flags:
              if flag:
                  total -= 5
              total += 2
          return total

      flags = [False] * 5000 + [True] * \(hotIterations) + [False] * 15000
      work(flags)
      """)
    #expect(heads.count == count && heads.first?.contains("work:3") == true, "\(heads)")
  }

  /// The trace of a function that calls itself meets a loop of 50 iterations in another function: it ends there, where
  /// the loop gets a tree of its own. Three iterations are copied.
  @Test(arguments: [(50, true), (3, false)])
  func endsInFrontOfLongLoops(_ length: Int, _ ends: Bool) throws {
    let heads = try traces(
      """
      def total(values):
          result = 0
          for x in values:
              result += x
          return result

      def work(n, values):
          return total(values) + (work(n - 1, values) if n else 0)

      values = list(range(\(length)))
      for _ in range(100):
          work(5, values)
      """, ["--set", "entry-threshold=20", "--set", "loop-threshold=4001"])
    #expect(heads.contains { $0.contains("long inner loop") } == ends, "\(heads)")
  }

  /// The outer loop has a trace of its own, which only leads to the inner loop, before the inner loop's exit is hot: the way round
  /// becomes part of the inner loop's tree all the same.
  @Test func growsAlongWhatOnlyLeadsElsewhere() throws {
    let heads = try traces(
      """
      def work(rounds):
          total = 0
          for n in range(rounds):
              for i in range(1, 4):
                  for k in range(i, 30):
                      total += k * i - n
          return total

      work(30000)
      """, ["--set", "loop-threshold=300", "--set", "exit-threshold=5000", "--set", "unrolled-length=10"])
    #expect(heads.contains { $0.contains("work:4") && $0.contains("link to executor") }, "\(heads)")
    #expect(heads.count { $0.contains("work:5 exit") && $0.contains("closed its loop") } == 2, "\(heads)")
  }

  /// A loop in a function that is called at two places: what a trace returned to is not what its parent returned to behind the
  /// exit that the trace continues.
  @Test(arguments: ["10", "60", "300"])
  func tellsCallersApart(_ length: String) throws {
    let options = ["--compile", "sync", "--threshold", "20", "--set", "unrolled-length=\(length)"]
    let result = try runLimited([binaryPath, "run"] + options + ["two_callers_of_a_loop.toy"])
    #expect(result.status == 0 && result.stdout == "(1369333, 20000)\n378909\n(687000, 9000)\n", "\(result.stdout)\(result.stderr)")
  }

  private static let shortLoopInCallee = """
    def scan(values, limit):
        found = 0
        for value in values:
            if value > limit:
                found += 1
        return found

    def step(values, n, total):
        found = scan(values, n % 5)
        if n & 1:
            total += found
        else:
            total -= found
        if n & 2:
            total ^= n
        if n & 4:
            total += 3
        return total

    total = 0
    for n in range(40000):
        total = step([3, 1, 4, 1], n, total)
    """

  /// Behind the return from the function whose loop the tree has, the branches of its caller are joined, not copied.
  @Test(arguments: [(1, 0), (0, 3)])
  func joinsBehindReturns(_ joins: Int, _ copies: Int) throws {
    let options = ["--set", "joins-below=\(joins)", "--set", "loop-threshold=400", "--set", "exit-threshold=50", "--set", "growth-patience=0"]
    let sides = try traces(Self.shortLoopInCallee, options).filter { $0.contains("scan:3 exit") && !$0.contains("exit 3:") }
    #expect(sides.count { $0.contains("closed its loop") } == copies && sides.count { $0.contains("joined trace") } >= 1, "\(sides)")
  }

  /// What follows a loop of at most one iteration is joined where the loop is left.
  @Test(arguments: [(1, "joined trace"), (0, "closed its loop")])
  func joinsBehindLoops(_ joins: Int, _ end: String) throws {
    let heads = try traces(
      """
      def work(rounds):
          total = 0
          for n in range(rounds):
              for k in range(n % 4 == 0):
                  total += 2
              total += n & 5
              total ^= n
              total -= n & 3
              total += 7
          return total

      work(40000)
      """, ["--set", "joins-behind-loops=\(joins)"])
    #expect(heads.count == 2 && heads.last?.contains(end) == true, "\(heads)")
  }

  /// A function calls itself in a short loop: the trace that returns to the caller's round of the loop is linked to the loop's tree.
  @Test(arguments: [(1, "link to executor"), (0, "closed its loop")])
  func linksToCallersRound(_ links: Int, _ end: String) throws {
    let heads = try traces(
      """
      class Node:
          def __init__(self, depth):
              self.children = [Node(depth - 1) for _ in range(3)] if depth else []
              self.value = depth

      def visit(node):
          total = 1
          for child in node.children:
              if child.value:
                  total += visit(child)
          return total

      low = Node(1)
      for n in range(3000):
          visit(low)
      root = Node(6)
      for n in range(200):
          visit(root)
      """, ["--set", "links-to-itself=\(links)", "--set", "exit-threshold=1000"])
    #expect(heads.first { $0.contains("visit:8 exit 3:") }?.contains(end) == true, "\(heads)")
  }

  /// A loop that becomes hot when the loop around it has a tree is left to that tree.
  @Test(arguments: [(6, 1), (0, 2)])
  func leavesInnerLoopsToTheNest(_ rounds: Int, _ trees: Int) throws {
    let heads = try traces(
      """
      def work(n):
          total = 0
          i = 0
          while i < n:
              i += 1
              if i > 3000:
                  k = i % 9
                  while k:
                      k -= 1
                      total += k
          return total

      work(40000)
      """, ["--set", "nest-rounds=\(rounds)"])
    #expect(heads.count { $0.hasPrefix("[trace 0") } == trees, "\(heads)")
  }

  /// A loop that becomes hot while the tree of a loop inside it has a hot exit waits: the way round belongs to that tree.
  @Test(arguments: [(6, 1), (0, 2)])
  func waitsForInnerLoops(_ rounds: Int, _ trees: Int) throws {
    let heads = try traces(
      """
      def work(rounds):
          total = 0
          n = 0
          while n < rounds:
              n += 1
              if n & 1:
                  total += 3
              else:
                  total -= 1
              k = 7 + n % 5
              while k:
                  k -= 1
                  total += k
          return total

      work(40000)
      """, ["--set", "nest-rounds=\(rounds)", "--set", "growth-patience=1000"])
    #expect(heads.count { $0.hasPrefix("[trace 0") } == trees, "\(heads)")
  }

  /// Each level of a chain of generators goes on like the one before: side traces join there, and levels are not copied one in another.
  @Test func joinsInNextGeneratorsOfChains() throws {
    let heads = try traces(
      """
      class Tree:
          def __init__(self, left, value, right):
              self.left = left
              self.value = value
              self.right = right

          def __iter__(self):
              if self.left:
                  yield from self.left
              yield self.value
              if self.right:
                  yield from self.right

      def grow(n, first):
          if n == 0:
              return None
          half = n // 2
          return Tree(grow(half, first), first + half, grow(n - half - 1, first + half + 1))

      def work(root):
          total = 0
          for value in root:
              total += value
          return total

      root = grow(5000, 0)
      for n in range(30):
          total = work(root)
      """, ["--deterministic"])
    let sides = heads.filter { $0.contains("at work:22 exit") }
    #expect((1...3).contains(sides.count) && sides.allSatisfy { $0.contains("joined trace") }, "\(heads)")
  }

  /// Ranges whose steps vary share a side trace.
  @Test func followsVariableSteps() throws {
    let heads = try traces(
      """
      def work(steps):
          total = 0
          for step in steps:
              for i in range(0, 60, step):
                  total += i
          return total

      work([2 + k // 300 % 12 for k in range(20000)])
      """)
    #expect(heads.count { $0.contains("work:4") && !$0.hasPrefix("[trace 0") } <= 2, "\(heads)")
  }

  private static let nest = """
    def work(n):
        total = 0
        for i in range(n):
            for j in range(i % 5 + 8):
                total += i ^ j
            for j in (1, 2, 3, 4, 5, 6):
                total -= j
        return total

    def around():
        for _ in range(200):
            work(20)

    around()
    """

  /// Things whose every use once threw code away or left it: none is recorded time and again, and none ends a trace.
  @Test(arguments: [
    "class C:\n    n = 0\n    def __init__(self):\n        C.n += 1\n\ndef use(i):\n    C()\n",
    "class C:\n    x = property(lambda self: self.y, lambda self, v: setattr(self, 'y', v))\n\nc = C()\nc.y = 0\n\ndef use(i):\n    c.x\n",
    "def f(a, *b, c=1, **d):\n    return a + c\n\ndef g(*a, **k):\n    return f(*a, **k)\n\ndef use(i):\n    g(i, 2)\n",
  ])
  func keepsCode(_ things: String) throws {
    let heads = try traces(things + "\nfor i in range(20000):\n    use(i)\n")
    #expect(1...6 ~= heads.count && heads.contains { $0.contains("closed its loop") }, "\(heads)")
  }

  /// A loop inside a trace becomes a loop of its tree, and what is behind it is recorded at once.
  @Test(arguments: [(4, true), (0, false)])
  func closesInnerLoops(_ trips: Int, _ closes: Bool) throws {
    let heads = try traces(Self.nest, ["--set", "inner-trips=\(trips)", "--set", "loop-threshold=2000", "--set", "unrolled-length=500"])
    #expect(heads.contains { $0.contains("closed an inner loop") } == closes, "\(heads)")
    guard closes, let first = heads.firstIndex(where: { $0.contains("closed an inner loop") }) else { return }
    #expect(heads.indices.contains(first + 1) && heads[first + 1].contains(" exit "), "\(heads)")
  }

  /// Many loops in a row, each with a tree of its own, do not each become the first of all that follow.
  @Test func followsFewLoopsInARow() throws {
    let loops = (0..<40).map { "        for j in range(i % 3 + 5):\n            total += j ^ \($0)" }.joined(separator: "\n")
    let heads = try traces("def work(n):\n    total = 0\n    for i in range(n):\n\(loops)\n    return total\n\nwork(3000)\n")
    #expect(heads.count > 40 && heads.count < 40 * 13, "\(heads.count)")
  }

  /// A loop of long iterations is recorded after fewer of them.
  @Test(arguments: [(128, true), (0, false)])
  func countsTheLengthOfIterations(_ shortLoop: Int, _ isRecorded: Bool) throws {
    let body = (0..<80).map { "        total += i * \($0) - total // \($0 + 2)\n" }.joined()
    let program = "def work(n):\n    total = 0\n    for i in range(n):\n\(body)    return total\n\nwork(500)\n"
    let heads = try traces(program, ["--set", "short-loop=\(shortLoop)"])
    #expect(heads.contains { $0.contains("work:3") } == isRecorded, "\(heads)")
  }

  /// A loop that goes round once a call makes the loop around its call hot, which is far from its own threshold.
  @Test func heatsLoopsAroundLoopsOfOneRound() throws {
    let heads = try traces(
      """
      def once(n):
          total = 0
          for _ in range(1):
              total += n
          return total

      def work(n):
          total = 0
          for i in range(n):
              total += once(i) + once(1) + once(2) + once(3)
          return total

      work(600)
      """)
    #expect(heads.count == 1 && heads.first?.contains("work:9") == true, "\(heads)")
  }

  /// A function that calls itself from a loop is recorded from its entry.
  @Test(arguments: [(1, true), (0, false)])
  func recordsRecursiveFunctionsWithLoops(_ entries: Int, _ isRecorded: Bool) throws {
    let heads = try traces(
      """
      class Node:
          def __init__(self, depth):
              self.children = [Node(depth - 1) for _ in range(3)] if depth else []

      def visit(node, level):
          found = level
          for child in node.children:
              found += visit(child, level + 1)
          return found

      for _ in range(20):
          visit(Node(5), 0)
      """, ["--set", "function-entries=\(entries)"])
    #expect(heads.contains { $0.hasPrefix("[trace 0 at visit:6") && $0.contains("returned") } == isRecorded, "\(heads)")
  }

  /// A function that a loop calls in each of its branches is not recorded by itself while the loop's tree grows by one branch after the
  /// other, though the interpreter calls it often each time.
  @Test(arguments: [(3, false), (0, true)])
  func leavesFunctionsToGrowingTrees(_ rounds: Int, _ isRecorded: Bool) throws {
    let branches = (0..<14).map { "        \($0 > 0 ? "el" : "")if kind == \($0):\n            total += f(\($0))\n" }.joined()
    let heads = try traces(
      """
      def f(x):
          return g(x) + 1

      def g(x):
          return x * 2

      def work(kinds):
          total = 0
          for kind in kinds:
      \(branches)    return total

      work([k for k in range(14) for _ in range(400)])
      """,
      ["entry-threshold=80", "exit-threshold=100", "growth-patience=0", "loop-threshold=100", "left-over-rounds=\(rounds)"].flatMap { ["--set", $0] })
    #expect(heads.contains { $0.contains("at f:") } == isRecorded, "\(heads)")
    #expect(heads.count { $0.contains("at work:9 exit") } == 13, "\(heads)")
  }

  /// What is behind a loop that was closed inside a tree is recorded at once, unless the loop goes on for long.
  @Test(arguments: [(1500, true), (6000, false)])
  func followsLoopsToTheirEnds(_ length: Int, _ isFollowed: Bool) throws {
    let heads = try traces(
      """
      def work(rounds):
          total = 0
          for n in range(rounds):
              for i in range(30):
                  total += i
              k = 2 if n < 82 else \(length)
              while k > 0:
                  k -= 1
                  total -= k
              total += 1
          return total

      work(130)
      """, ["loop-threshold=1000", "exit-threshold=50", "growth-patience=0", "unrolled-length=20"].flatMap { ["--set", $0] })
    let closed = try #require(heads.firstIndex { $0.contains("work:4") && $0.contains("closed an inner loop") }, "\(heads)")
    #expect((heads.indices.contains(closed + 1) && heads[closed + 1].contains("work:4 exit")) == isFollowed, "\(heads)")
  }

  /// Classes that inherit the same methods are checked together; each has a copy of its own if they may not be.
  @Test(arguments: [(8, 2), (0, 4)])
  func checksHeirsTogether(_ classes: Int, _ count: Int) throws {
    let heads = try traces(
      """
      class A:
          def __init__(self, n):
              self.n = n
          def more(self):
              return self.n + 1
          def twice(self):
              return self.own() * 2
          def own(self):
              return self.n

      class B(A):
          pass

      class C(A):
          def own(self):
              return 5

      class D(C):
          pass

      def work(things):
          total = 0
          for thing in things:
              total += thing.more() + thing.twice()
          return total

      work([(A, B, C, D)[k % 7 % 4](k) for k in range(40000)])
      """, ["--set", "shared-classes=\(classes)"])
    #expect(heads.count { $0.contains("work:23") } == count, "\(heads)")
  }

  /// Generators of few items that calls collect belong to the loop that makes the calls.
  @Test(arguments: [(6, false), (0, true)])
  func leavesFewItemsToTheLoopAround(_ rounds: Int, _ isRecorded: Bool) throws {
    let heads = try traces(
      """
      def pairs(rows):
          total = 0
          for row in rows:
              if len(set(row[k] + k for k in range(5))) == len(set(row[k] - k for k in range(5))):
                  total += 1
              total += max(row)
          return total

      pairs([[(n * k) % 11 for k in range(5)] for n in range(30000)])
      """, ["--set", "growth-rounds=\(rounds)"])
    #expect(heads.contains { $0.contains("genexpr") } == isRecorded && heads.contains { $0.contains("at pairs:3") }, "\(heads)")
  }
}
