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
  "argparse": bundledArgparse,
  "asyncio": bundledAsyncio,
  "base64": bundledBase64,
  "binascii": bundledBinascii,
  "calendar": bundledCalendar,
  "collections": bundledCollections,
  "contextlib": bundledContextlib,
  "copy": bundledCopy,
  "csv": bundledCsv,
  "dataclasses": bundledDataclasses,
  "datetime": bundledDatetime,
  "decimal": bundledDecimal,
  "enum": bundledEnum,
  "fnmatch": bundledFnmatch,
  "fractions": bundledFractions,
  "functools": bundledFunctools,
  "getpass": bundledGetpass,
  "glob": bundledGlob,
  "hashlib": bundledHashlib,
  "heapq": bundledHeapq,
  "io": bundledIo,
  "itertools": bundledItertools,
  "json": bundledJson,
  "keyword": bundledKeyword,
  "locale": bundledLocale,
  "logging": bundledLogging,
  "numbers": bundledNumbers,
  "operator": bundledOperator,
  "os": bundledOs,
  "pathlib": bundledPathlib,
  "platform": bundledPlatform,
  "posixpath": bundledPosixpath,
  "pprint": bundledPprint,
  "pyperf": bundledPyperf,
  "queue": bundledQueue,
  "random": bundledRandom,
  "re": bundledRe,
  "secrets": bundledSecrets,
  "shutil": bundledShutil,
  "statistics": bundledStatistics,
  "string": bundledString,
  "tempfile": bundledTempfile,
  "textwrap": bundledTextwrap,
  "threading": bundledThreading,
  "timeit": bundledTimeit,
  "traceback": bundledTraceback,
  "types": bundledTypes,
  "typing": bundledTyping,
  "uuid": bundledUuid,
  "warnings": bundledWarnings,
  "weakref": bundledWeakref,
]
