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
    moduleFactories["builtins"] = { $0.builtins }
  }
}
