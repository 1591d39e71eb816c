// Defines attributes of code objects, tracebacks, frames and cells.

extension Runtime {
  func installCode() {
    let type = vm.types.code
    func unit(_ vm: VM, _ value: Value) -> CodeUnit { vm.runtime.codeInfos[value.object(CodeObject.self).pointee.info].unit }
    func names(_ vm: VM, _ list: [String]) -> Value { vm.makeTuple(list.map { vm.runtime.intern($0) }) }
    defineProperty(type, "co_name", get: { vm, value in vm.makeString(unit(vm, value).name) })
    defineProperty(type, "co_qualname", get: { vm, value in vm.makeString(unit(vm, value).qualifiedName) })
    defineProperty(type, "co_filename", get: { vm, value in vm.makeString(unit(vm, value).filename) })
    defineProperty(type, "co_firstlineno", get: { vm, value in Value(smallInt: unit(vm, value).firstLine) })
    defineProperty(type, "co_argcount", get: { vm, value in Value(smallInt: unit(vm, value).parameterCount) })
    defineProperty(type, "co_posonlyargcount", get: { vm, value in Value(smallInt: unit(vm, value).positionalOnlyCount) })
    defineProperty(type, "co_kwonlyargcount", get: { vm, value in Value(smallInt: unit(vm, value).keywordOnlyCount) })
    defineProperty(type, "co_nlocals", get: { vm, value in Value(smallInt: unit(vm, value).localNames.filter { !$0.hasPrefix(".") }.count) })
    defineProperty(type, "co_stacksize", get: { vm, value in Value(smallInt: unit(vm, value).registerCount) })
    defineProperty(type, "co_varnames", get: { vm, value in names(vm, variableNames(unit(vm, value))) })
    defineProperty(type, "co_names", get: { vm, value in names(vm, unit(vm, value).names) })
    defineProperty(type, "co_freevars", get: { vm, value in names(vm, unit(vm, value).freeNames) })
    defineProperty(type, "co_cellvars", get: { vm, value in names(vm, unit(vm, value).cellNames) })
    defineProperty(type, "co_consts", get: { vm, value in
      let code = value.object(CodeObject.self)
      return vm.makeTuple((0..<code.pointee.constantCount).map { code.pointee.constants[$0] })
    })
    defineProperty(type, "co_code", get: { vm, _ in vm.makeBytes([UInt8]()) })
    defineProperty(type, "co_flags", get: { vm, value in
      let flags = unit(vm, value).flags
      var result = 3
      if flags.contains(.variadic) { result |= 4 }
      if flags.contains(.keywordVariadic) { result |= 8 }
      if flags.contains(.generator) { result |= 0x20 }
      if flags.contains(.coroutine) { result |= 0x80 }
      if flags.contains(.iterableCoroutine) { result |= 0x100 }
      if flags.contains(.asyncGenerator) { result |= 0x200 }
      return Value(smallInt: result)
    })
    installTraceback()
    defineProperty(
      vm.types.cell, "cell_contents",
      get: { vm, value in
        let content = value.object(CellObject.self).pointee.value
        return content.isNil ? vm.raise("ValueError", "Cell is empty") : content
      },
      set: { _, value, new in
        value.object(CellObject.self).pointee.value = new
        return true
      },
      delete: { _, value in
        value.object(CellObject.self).pointee.value = .nil
        return true
      })
    define(vm.types.cell, "__new__", 0, 1) { vm, args in
      let cell = vm.allocate(CellObject.self, vm.types.cell)
      cell.pointee.value = args.count > 1 ? args[1] : .nil
      return Value(cell)
    }
  }

  private func installTraceback() {
    let type = vm.types.traceback
    defineField(type, "tb_next", \TracebackObject.next, writable: true)
    defineProperty(type, "tb_lineno", get: { vm, value in
      let entry = value.object(TracebackObject.self)
      return Value(smallInt: vm.lineNumber(entry.pointee.code.object(CodeObject.self), entry.pointee.pc))
    })
    defineProperty(type, "tb_lasti", get: { _, value in Value(smallInt: value.object(TracebackObject.self).pointee.pc) })
    defineProperty(type, "tb_frame", get: { vm, value in
      let entry = value.object(TracebackObject.self)
      let line = vm.lineNumber(entry.pointee.code.object(CodeObject.self), entry.pointee.pc)
      return vm.makeRecord(vm.types.frame, entry.pointee.code, Value(smallInt: line), vm.makeDict(), .none)
    })
    let frame = vm.types.frame
    defineField(frame, "f_code", \RecordObject.field0)
    defineProperty(frame, "f_lineno", get: { vm, value in
      vm.refreshFrame(value)
      return value.object(RecordObject.self).pointee.field1
    })
    defineProperty(frame, "f_locals", get: { vm, value in
      vm.refreshFrame(value)
      return value.object(RecordObject.self).pointee.field2
    })
    defineProperty(frame, "f_builtins", get: { vm, _ in vm.runtime.builtins.object(ModuleObject.self).pointee.dict })
    defineField(frame, "f_back", \RecordObject.field3)
    defineProperty(frame, "f_globals", get: { _, value in value.object(RecordObject.self).pointee.field0.object(CodeObject.self).pointee.globals })
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Brings line and locals of a frame object up to date while its frame runs; afterwards it keeps what it saw last.
  fileprivate func refreshFrame(_ object: Value) {
    let record = object.object(RecordObject.self)
    guard record.pointee.field4.isSmallInt else { return }
    let wanted = pointee.stackBase + record.pointee.field4.smallInt
    var frame = pointee.frame
    var position = pointee.pc
    while frame > pointee.stackBase + 16, frame != wanted {
      let caller = frame.callerBase
      if caller > pointee.stackBase + 16 { position = frame.callerPC }
      frame = caller
    }
    guard frame == wanted, Value(frame.code) == record.pointee.field0 else { return }
    record.pointee.field1 = Value(smallInt: lineNumber(frame.code, position - frame.code.pointee.words))
    record.pointee.field2 = locals(of: frame)
  }
}

/// The names of a function's parameters, then those of its other variables that no inner function has.
private func variableNames(_ unit: CodeUnit) -> [String] {
  let parameters = unit.parameterCount + unit.keywordOnlyCount + (unit.flags.contains(.variadic) ? 1 : 0) + (unit.flags.contains(.keywordVariadic) ? 1 : 0)
  return unit.localNames.enumerated().filter { position, name in
    !name.hasPrefix(".") && !name.isEmpty && (position < parameters || !unit.cellNames.contains(name))
  }.map(\.element)
}
