// Lists the standard modules that are written in Toy.

extension Runtime {
  /// Sources of modules by name.
  var bundledSources: [String: String] { bundledModules }

  /// Whether code with this file name comes from a bundled module.
  func isBundled(_ file: String) -> Bool {
    file.hasPrefix("<") && file.hasSuffix(">") && bundledModules[String(file.dropFirst().dropLast())] != nil
  }
}

/// All bundled modules.
private let bundledModules: [String: String] = [
  "__future__": bundledFuture,
  "_collections_abc": bundledCollectionsAbc,
  "_strptime": bundledStrptime,
  "abc": bundledAbc,
  "asyncio": bundledAsyncio,
  "calendar": bundledCalendar,
  "collections": bundledCollections,
  "contextlib": bundledContextlib,
  "copy": bundledCopy,
  "dataclasses": bundledDataclasses,
  "datetime": bundledDatetime,
  "decimal": bundledDecimal,
  "enum": bundledEnum,
  "fractions": bundledFractions,
  "functools": bundledFunctools,
  "hashlib": bundledHashlib,
  "heapq": bundledHeapq,
  "io": bundledIo,
  "itertools": bundledItertools,
  "json": bundledJson,
  "keyword": bundledKeyword,
  "numbers": bundledNumbers,
  "operator": bundledOperator,
  "os": bundledOs,
  "posixpath": bundledPosixpath,
  "pprint": bundledPprint,
  "pyperf": bundledPyperf,
  "random": bundledRandom,
  "re": bundledRe,
  "statistics": bundledStatistics,
  "string": bundledString,
  "textwrap": bundledTextwrap,
  "traceback": bundledTraceback,
  "types": bundledTypes,
  "typing": bundledTyping,
  "warnings": bundledWarnings,
  "weakref": bundledWeakref,
]
