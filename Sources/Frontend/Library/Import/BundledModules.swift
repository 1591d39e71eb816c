// Lists the standard modules that are written in Toy.

extension Runtime {
  /// Sources of modules by name.
  var bundledSources: [String: String] { bundledModules }

  /// Where the file of a bundled module is in CPython; nil for modules that have none there.
  func standardPlace(_ name: String) -> String? {
    guard bundledModules[name] != nil, !name.hasPrefix("_"), !["itertools", "binascii"].contains(name) else { return nil }
    let isPackage = bundledModules.keys.contains { $0.hasPrefix(name + ".") } || ["asyncio", "collections", "json", "re", "logging"].contains(name)
    let path = name.split(separator: ".").joined(separator: "/")
    return "/usr/lib/python3.11/\(path)\(isPackage ? "/__init__" : "").py"
  }

  /// What the text of a module says of where it comes from, as in CPython; nil for what is no standard module.
  func shownPlace(_ name: String) -> String? {
    if ["_thread", "binascii", "itertools", "unicodedata", "marshal", "zlib"].contains(name) { return "(built-in)" }
    if ["abc", "codecs", "io", "os", "posixpath", "stat", "importlib.util", "importlib.machinery"].contains(name) { return "(frozen)" }
    if ["bisect", "struct"].contains(name) { return "from '/usr/lib/python3.11/\(name).py'" }
    return standardPlace(name).map { "from '\($0)'" }
  }

  /// Whether code with this file name comes from a bundled module.
  func isBundled(_ file: String) -> Bool {
    file.hasPrefix("<frozen ") && file.hasSuffix(">") && bundledModules[String(file.dropFirst(8).dropLast())] != nil
  }
}

/// All bundled modules.
private let bundledModules: [String: String] = [
  "__future__": bundledFuture,
  "_async_step": bundledAsyncStep,
  "_collections_abc": bundledCollectionsAbc,
  "_strptime": bundledStrptime,
  "_thread": bundledThread,
  "_unicodetables": bundledUnicodetables,
  "abc": bundledAbc,
  "argparse": bundledArgparse,
  "ast": bundledAst + bundledAstPart2,
  "asyncio": bundledAsyncio,
  "base64": bundledBase64,
  "binascii": bundledBinascii,
  "cProfile": bundledCProfile,
  "calendar": bundledCalendar,
  "colorsys": bundledColorsys,
  "cmd": bundledCmd,
  "codecs": bundledCodecs,
  "collections": bundledCollections,
  "concurrent": bundledConcurrent,
  "concurrent.futures": bundledConcurrentFutures,
  "configparser": bundledConfigparser + bundledConfigparserPart2,
  "contextlib": bundledContextlib,
  "contextvars": bundledContextvars,
  "copy": bundledCopy,
  "copyreg": bundledCopyreg,
  "csv": bundledCsv,
  "ctypes": bundledCtypes + bundledCtypesPart2,
  "dataclasses": bundledDataclasses,
  "datetime": bundledDatetime,
  "decimal": bundledDecimal,
  "difflib": bundledDifflib,
  "doctest": bundledDoctest,
  "enum": bundledEnum,
  "faulthandler": bundledFaulthandler,
  "fileinput": bundledFileinput,
  "fnmatch": bundledFnmatch,
  "fractions": bundledFractions,
  "functools": bundledFunctools,
  "getopt": bundledGetopt,
  "getpass": bundledGetpass,
  "gettext": bundledGettext,
  "glob": bundledGlob,
  "graphlib": bundledGraphlib,
  "gzip": bundledGzip,
  "hashlib": bundledHashlib,
  "heapq": bundledHeapq,
  "hmac": bundledHmac,
  "html": bundledHtml,
  "html.parser": bundledHtmlParser,
  "http": bundledHttp,
  "importlib": bundledImportlib,
  "importlib.util": bundledImportlibUtil,
  "inspect": bundledInspect,
  "io": bundledIo,
  "ipaddress": bundledIpaddress,
  "itertools": bundledItertools,
  "json": bundledJson,
  "keyword": bundledKeyword,
  "linecache": bundledLinecache,
  "locale": bundledLocale,
  "logging": bundledLogging,
  "logging.handlers": bundledLoggingHandlers,
  "marshal": bundledMarshal,
  "multiprocessing": bundledMultiprocessing,
  "numbers": bundledNumbers,
  "operator": bundledOperator,
  "optparse": bundledOptparse + bundledOptparsePart2,
  "os": bundledOs,
  "pathlib": bundledPathlib,
  "pickle": bundledPickle,
  "platform": bundledPlatform,
  "posixpath": bundledPosixpath,
  "pprint": bundledPprint,
  "profile": bundledProfile,
  "pstats": bundledPstats,
  "pyperf": bundledPyperf,
  "queue": bundledQueue,
  "random": bundledRandom,
  "re": bundledRe,
  "readline": bundledReadline,
  "reprlib": bundledReprlib,
  "resource": bundledResource,
  "sched": bundledSched,
  "secrets": bundledSecrets,
  "shlex": bundledShlex,
  "shutil": bundledShutil,
  "signal": bundledSignal,
  "stat": bundledStat,
  "statistics": bundledStatistics,
  "string": bundledString,
  "tempfile": bundledTempfile,
  "subprocess": bundledSubprocess,
  "textwrap": bundledTextwrap,
  "threading": bundledThreading,
  "timeit": bundledTimeit,
  "tomllib": bundledTomllib,
  "traceback": bundledTraceback,
  "tracemalloc": bundledTracemalloc,
  "types": bundledTypes,
  "typing": bundledTyping,
  "unicodedata": bundledUnicodedata,
  "unittest": bundledUnittest,
  "unittest.async_case": bundledUnittestAsyncCase,
  "unittest.case": bundledUnittestCase,
  "unittest.loader": bundledUnittestLoader,
  "unittest.main": bundledUnittestMain,
  "unittest.mock": bundledUnittestMock,
  "unittest.result": bundledUnittestResult,
  "unittest.runner": bundledUnittestRunner,
  "unittest.signals": bundledUnittestSignals,
  "unittest.suite": bundledUnittestSuite,
  "unittest.util": bundledUnittestUtil,
  "urllib": bundledUrllib,
  "urllib.parse": bundledUrllibParse,
  "uuid": bundledUuid,
  "warnings": bundledWarnings,
  "weakref": bundledWeakref,
  "xml": bundledXml,
  "xml.etree": bundledXmlEtree,
  "xml.etree.ElementTree": bundledElementTree,
  "zlib": bundledZlib,
]
