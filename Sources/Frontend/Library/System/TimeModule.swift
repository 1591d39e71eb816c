// Makes the module time.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Runtime {
  func makeTimeModule() -> Value {
    let time = makeModule("time")
    let clocks: [(String, clockid_t)] = [
      ("time", CLOCK_REALTIME), ("monotonic", CLOCK_MONOTONIC), ("perf_counter", CLOCK_MONOTONIC),
      ("process_time", CLOCK_PROCESS_CPUTIME_ID), ("thread_time", CLOCK_THREAD_CPUTIME_ID),
    ]
    for (name, clock) in clocks {
      define(time, name, 0, 0) { vm, _ in
        let now = vm.runtime.world.clock(clock)
        return vm.makeFloat(Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9)
      }
      define(time, "\(name)_ns", 0, 0) { vm, _ in
        let now = vm.runtime.world.clock(clock)
        return vm.makeInt(Int(now.tv_sec) * 1_000_000_000 + Int(now.tv_nsec))
      }
    }
    define(time, "sleep", 1, 1) { vm, args in
      let hook = vm.runtime.sleepHook
      return hook.isNil ? vm.sleep(args[0]) : vm.call(hook, args[0])
    }
    tzset()
    define(time, "timezone", Value(smallInt: 0))
    define(time, "altzone", Value(smallInt: 0))
    define(time, "daylight", Value(smallInt: 0))
    define(time, "tzname", vm.makeTuple([vm.makeString("UTC"), vm.makeString("UTC")]))
    defineCalendar(time)
    return time
  }

  private func defineCalendar(_ time: Value) {
    define(time, "gmtime", 0, 1) { vm, args in vm.brokenDown(args.optional(0), isLocal: false) }
    define(time, "localtime", 0, 1) { vm, args in vm.brokenDown(args.optional(0), isLocal: true) }
    define(time, "mktime", 1, 1) { vm, args in
      guard var parts = vm.calendarParts(args[0]) else { return .nil }
      return vm.makeFloat(Double(mktime(&parts)))
    }
    define(time, "strftime", 1, 2) { vm, args in
      guard args[0].isKind(.str) else { return vm.raise("TypeError", "strftime() argument 1 must be str, not \(vm.typeName(vm.typeOf(args[0])))") }
      let when = args.count > 1 ? args[1] : vm.brokenDown(.nil, isLocal: true)
      guard !when.isNil, var parts = vm.calendarParts(when) else { return .nil }
      var buffer = [CChar](repeating: 0, count: 1024)
      let count = strftime(&buffer, buffer.count, vm.swiftString(args[0]), &parts)
      return vm.makeString(utf8: buffer.prefix(count).map { UInt8(bitPattern: $0) })
    }
    define(time, "strptime", 1, 2) { vm, args in
      let module = vm.runtime.importPath("_strptime")
      let function = module.isNil ? .nil : vm.getAttribute(module, vm.runtime.intern("struct_time"))
      return function.isNil ? .nil : args.count > 1 ? vm.call(function, args[0], args[1]) : vm.call(function, args[0])
    }
    for (name, isLocal) in [("ctime", true), ("asctime", true)] {
      define(time, name, 0, 1) { vm, args in
        let when = name == "ctime" || args.count == 0 ? vm.brokenDown(args.optional(0), isLocal: isLocal) : args[0]
        guard !when.isNil, var parts = vm.calendarParts(when) else { return .nil }
        var buffer = [CChar](repeating: 0, count: 64)
        let count = strftime(&buffer, buffer.count, "%a %b %e %H:%M:%S %Y", &parts)
        return vm.makeString(utf8: buffer.prefix(count).map { UInt8(bitPattern: $0) })
      }
    }
    define(time, "struct_time", Value(structSequenceType("time.struct_time", timeFields)))
  }
}

private let timeFields = ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"]

extension OuterWorld {
  /// The time of a clock.
  func clock(_ clock: clockid_t) -> timespec {
    var now = timespec()
    if number(.clock, { Int(clock_gettime(clock, &now)) }) == 0 { withUnsafeMutableBytes(of: &now) { carry($0) } }
    return now
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  fileprivate func brokenDown(_ seconds: Value, isLocal: Bool) -> Value {
    var stamp = runtime.world.clock(CLOCK_REALTIME).tv_sec
    if !seconds.isNil, !seconds.isNone {
      guard let given = realNumber(seconds) else { return .nil }
      stamp = Int(given.rounded(.down))
    }
    var parts = tm()
    if isLocal { localtime_r(&stamp, &parts) } else { gmtime_r(&stamp, &parts) }
    let numbers = [
      Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday), Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec),
      (Int(parts.tm_wday) + 6) % 7, Int(parts.tm_yday) + 1, Int(parts.tm_isdst),
    ]
    return makeStructSequence("time.struct_time", timeFields, numbers.map { Value(smallInt: $0) })
  }

  fileprivate func calendarParts(_ value: Value) -> tm? {
    guard value.isKind(.tuple), tupleCount(value) == 9 else {
      raise("TypeError", "Tuple or struct_time argument required")
      return nil
    }
    var numbers: [Int32] = []
    for item in tupleItems(value) {
      guard let number = index(item) else { return nil }
      numbers.append(Int32(truncatingIfNeeded: number))
    }
    var parts = tm()
    parts.tm_year = numbers[0] - 1900
    parts.tm_mon = numbers[1] - 1
    parts.tm_mday = numbers[2]
    parts.tm_hour = numbers[3]
    parts.tm_min = numbers[4]
    parts.tm_sec = numbers[5]
    parts.tm_wday = (numbers[6] + 1) % 7
    parts.tm_yday = numbers[7] - 1
    parts.tm_isdst = numbers[8]
    return parts
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Lets all threads of the program wait: None, or nil with an exception pending.
  func sleep(_ duration: Value) -> Value {
    guard let seconds = realNumber(duration) else { return .nil }
    guard seconds >= 0 else { return raise("ValueError", "sleep length must be non-negative") }
    runtime.output.flush()
    if runtime.world.use == .replayed { return .none }
    var left = timespec(tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
    while true {
      var rest = timespec()
      if nanosleep(&left, &rest) == 0 || errno != EINTR || pointee.interrupt != 0 { break }
      left = rest
    }
    return pointee.interrupt != 0 && raiseInterrupt() ? .nil : .none
  }
}
