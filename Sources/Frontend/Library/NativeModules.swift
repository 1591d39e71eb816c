// Registers the modules that are made natively.

extension Runtime {
  /// Enters the factories of native modules.
  func registerModules() {
    moduleFactories["sys"] = { $0.makeSysModule() }
    moduleFactories["time"] = { $0.makeTimeModule() }
    moduleFactories["gc"] = { $0.makeGCModule() }
    moduleFactories["_os"] = { $0.makeOSModule() }
    moduleFactories["_functools"] = { $0.makeFunctoolsModule() }
    moduleFactories["_operator"] = { $0.makeOperatorModule() }
    moduleFactories["_heapq"] = { $0.makeHeapModule() }
    moduleFactories["bisect"] = { $0.makeBisectModule() }
    moduleFactories["_random"] = { $0.makeRandomModule() }
    moduleFactories["_itertools"] = { $0.makeItertoolsModule() }
    moduleFactories["_collections"] = { $0.makeCollectionsModule() }
    moduleFactories["_io"] = { $0.makeIOModule() }
    moduleFactories["_weakref"] = { $0.makeWeakReferenceModule() }
    moduleFactories["_traceback"] = { $0.makeTracebackModule() }
    moduleFactories["errno"] = { $0.makeErrnoModule() }
    moduleFactories["atexit"] = { $0.makeAtExitModule() }
    moduleFactories["array"] = { $0.makeArrayModule() }
    moduleFactories["struct"] = { $0.makeStructModule() }
    moduleFactories["_copyreg"] = { $0.makeReductionModule() }
    moduleFactories["_binascii"] = { $0.makeBinasciiModule() }
    moduleFactories["_hashlib"] = { $0.makeHashModule() }
    moduleFactories["_sre"] = { $0.makeRegexModule() }
    moduleFactories["_json"] = { $0.makeJsonModule() }
    moduleFactories["_ast"] = { $0.makeSyntaxTreeModule() }
    moduleFactories["_unicodedata"] = { $0.makeUnicodeDataModule() }
    moduleFactories["_zlib"] = { $0.makeZlibModule() }
    moduleFactories["_strands"] = { $0.makeStrandsModule() }
    moduleFactories["builtins"] = { $0.builtins }
  }
}
