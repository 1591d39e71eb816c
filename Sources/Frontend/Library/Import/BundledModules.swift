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
  "_collections_abc": bundledCollectionsAbc,
  "abc": bundledAbc,
  "collections": bundledCollections,
  "contextlib": bundledContextlib,
  "copy": bundledCopy,
  "dataclasses": bundledDataclasses,
  "enum": bundledEnum,
  "functools": bundledFunctools,
  "hashlib": bundledHashlib,
  "heapq": bundledHeapq,
  "io": bundledIo,
  "itertools": bundledItertools,
  "json": bundledJson,
  "keyword": bundledKeyword,
  "operator": bundledOperator,
  "os": bundledOs,
  "posixpath": bundledPosixpath,
  "pyperf": bundledPyperf,
  "random": bundledRandom,
  "string": bundledString,
  "traceback": bundledTraceback,
  "types": bundledTypes,
  "typing": bundledTyping,
  "warnings": bundledWarnings,
  "weakref": bundledWeakref,
]
