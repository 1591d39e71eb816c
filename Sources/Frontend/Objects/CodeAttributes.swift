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
    defineProperty(type, "co_nlocals", get: { vm, value in Value(smallInt: variableNames(unit(vm, value)).count) })
    defineProperty(type, "co_stacksize", get: { vm, value in Value(smallInt: unit(vm, value).registerCount) })
    defineProperty(type, "co_varnames", get: { vm, value in names(vm, variableNames(unit(vm, value))) })
    defineProperty(type, "co_names", get: { vm, value in
      let unit = unit(vm, value)
      let local = unit.flags.isDisjoint(with: [.module, .classBody]) ? Set(unit.localNames + unit.cellNames + unit.freeNames) : []
      return names(vm, unit.names.filter { !local.contains($0) })
    })
    defineProperty(type, "co_freevars", get: { vm, value in names(vm, unit(vm, value).freeNames) })
    defineProperty(type, "co_cellvars", get: { vm, value in names(vm, cellNames(unit(vm, value))) })
    defineProperty(type, "co_consts", get: { vm, value in
      vm.makeTuple(vm.shownConstants(value).map(\.value))
    })
    defineProperty(type, "co_flags", get: { vm, value in
      let flags = unit(vm, value).flags
      var result = flags.isDisjoint(with: [.module, .classBody]) ? 3 : 0
      if result != 0, unit(vm, value).qualifiedName.contains("<locals>.") { result |= 0x10 }
      if flags.contains(.variadic) { result |= 4 }
      if flags.contains(.keywordVariadic) { result |= 8 }
      if flags.contains(.generator) { result |= 0x20 }
      if flags.contains(.coroutine) { result |= 0x80 }
      if flags.contains(.iterableCoroutine) { result |= 0x100 }
      if flags.contains(.asyncGenerator) { result |= 0x200 }
      return Value(smallInt: result)
    })
    installCodeDetails()
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
    for name in ["co_name", "co_qualname", "co_filename", "co_firstlineno", "co_argcount", "co_consts", "co_names", "co_flags"] {
      makeReadOnly(type, name)
    }
    define(vm.types.cell, "__new__", 0, 1) { vm, args in
      let cell = vm.allocate(CellObject.self, vm.types.cell)
      cell.pointee.value = args.count > 1 ? args[1] : .nil
      return Value(cell)
    }
  }

  /// Makes an attribute of a class, which is CPython's field, refuse assignment in its words.
  private func makeReadOnly(_ type: TypeRef, _ name: String) {
    let record = vm.dictGet(type.pointee.dict, intern(name)).object(RecordObject.self)
    record.pointee.field1 = makeBuiltin(name, minimum: 2, maximum: 2, signature: nil) { vm, _ in vm.raise("AttributeError", "readonly attribute") }
    setOwner(record.pointee.field1, type)
  }

  private func installTraceback() {
    let type = vm.types.traceback
    defineProperty(
      type, "tb_next", get: { _, value in value.object(TracebackObject.self).pointee.next },
      set: { vm, value, next in
        guard next.isNone || next.isKind(.traceback) else {
          return vm.fail("TypeError", "expected traceback object, got '\(vm.typeName(vm.typeOf(next)))'")
        }
        var link = next
        while link.isKind(.traceback) {
          if link == value { return vm.fail("ValueError", "traceback loop detected") }
          link = link.object(TracebackObject.self).pointee.next
        }
        value.object(TracebackObject.self).pointee.next = next
        return true
      }, delete: { vm, _ in vm.fail("TypeError", "can't delete tb_next attribute") })
    func refuse(_ vm: VM, _ value: Value, _ new: Value) -> Bool { vm.fail("AttributeError", "readonly attribute") }
    defineProperty(
      type, "tb_lineno",
      get: { vm, value in
        let entry = value.object(TracebackObject.self)
        return Value(smallInt: vm.lineNumber(entry.pointee.code.object(CodeObject.self), entry.pointee.pc))
      }, set: refuse)
    defineProperty(type, "tb_lasti", get: { _, value in Value(smallInt: value.object(TracebackObject.self).pointee.pc) }, set: refuse)
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
    for name in ["f_trace", "f_trace_opcodes"] { defineProperty(frame, name, get: { _, _ in name == "f_trace" ? .none : .false }) }
    defineProperty(frame, "f_trace_lines", get: { _, _ in .true })
    defineProperty(frame, "f_lasti", get: { vm, value in
      vm.refreshFrame(value)
      return Value(smallInt: 0)
    })
    define(frame, "clear", 0, 0) { vm, args in
      vm.refreshFrame(args[0])
      let record = args[0].object(RecordObject.self)
      if vm.isRunning(frame: record) { return vm.raise("RuntimeError", "cannot clear an executing frame") }
      record.pointee.field2 = vm.makeDict()
      return .none
    }
    defineProperty(frame, "f_globals", get: { _, value in value.object(RecordObject.self).pointee.field0.object(CodeObject.self).pointee.globals })
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Brings line and locals of a frame object up to date while its frame runs; afterwards it keeps what it saw last.
  fileprivate func refreshFrame(_ object: Value) {
    let record = object.object(RecordObject.self)
    guard let (frame, position) = running(frame: record) else { return }
    record.pointee.field1 = Value(smallInt: lineNumber(frame.code, position - frame.code.pointee.words))
    record.pointee.field2 = locals(of: frame)
  }

  fileprivate func isRunning(frame record: UnsafeMutablePointer<RecordObject>) -> Bool { running(frame: record) != nil }

  /// The frame that a frame object stands for, and where it is, while it runs.
  private func running(frame record: UnsafeMutablePointer<RecordObject>) -> (UnsafeMutablePointer<Value>, UnsafeMutablePointer<UInt64>)? {
    guard record.pointee.field4.isSmallInt else { return nil }
    let wanted = pointee.stackBase + record.pointee.field4.smallInt
    var frame = pointee.frame
    var position = pointee.pc
    while frame > pointee.stackBase + 16, frame != wanted {
      let caller = frame.callerBase
      if caller > pointee.stackBase + 16 { position = frame.callerPC }
      frame = caller
    }
    return frame == wanted && Value(frame.code) == record.pointee.field0 ? (frame, position) : nil
  }
}

/// The names of a function's parameters, then those of its other variables that no inner function has.
private func variableNames(_ unit: CodeUnit) -> [String] {
  let parameters = allParameterCount(unit)
  return unit.localNames.enumerated().filter { position, name in
    !name.hasPrefix(".") && !name.isEmpty && (position < parameters || !unit.cellNames.contains(name) && !unit.freeNames.contains(name))
  }.map(\.element)
}

private func allParameterCount(_ unit: CodeUnit) -> Int {
  unit.parameterCount + unit.keywordOnlyCount + (unit.flags.contains(.variadic) ? 1 : 0) + (unit.flags.contains(.keywordVariadic) ? 1 : 0)
}

/// The variables that inner functions use: parameters in their order, then others in that of the alphabet.
private func cellNames(_ unit: CodeUnit) -> [String] {
  let parameters = unit.localNames.prefix(allParameterCount(unit)).filter(unit.cellNames.contains)
  return parameters + unit.cellNames.filter { !parameters.contains($0) }.sorted()
}
