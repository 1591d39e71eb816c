// Makes the module array.

extension Runtime {
  /// An array's value 0 is its type code, integer 0 the count, integer 1 the capacity, the buffer holds the items.
  func makeArrayModule() -> Value {
    let module = makeModule("array")
    let type = makeType("array", module: "array", kind: .native)
    arrayType = type
    vm.pointee.arrayClass = type
    define(type, "__new__", 0, -1) { vm, args in
      guard args.count < 4 else { return vm.raise("TypeError", "array() takes at most 2 arguments (\(args.count - 1) given)") }
      guard args.count > 1 else { return vm.raise("TypeError", "array() takes at least 1 argument (0 given)") }
      guard args[1].isKind(.str), vm.stringCount(args[1]) == 1 else {
        return vm.raise("TypeError", "array() argument 1 must be a unicode character, not \(vm.typeName(vm.typeOf(args[1])))")
      }
      guard arrayItemSize(args[1], vm) != nil else {
        return vm.raise("ValueError", "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
      }
      let array = vm.makeNative(args[0].object(TypeObject.self), args[1])
      if args.count > 2, !vm.arrayFill(array, args[2]) { return .nil }
      return array
    }
    define(type, "__init__", 0, 2) { _, _ in .none }
    installArrayItems(type)
    installArrayMethods(type)
    installArrayConversion(type)
    define(type, "__hash__", constant: .none)
    define(module, "array", Value(type))
    define(module, "ArrayType", Value(type))
    define(module, "typecodes", intern("bBuhHiIlLqQfd"))
    return module
  }

  private func installArrayItems(_ type: TypeRef) {
    define(type, "__len__", 0, 0) { _, args in Value(smallInt: args[0].object(NativeObject.self).pointee.integer0) }
    define(type, "__getitem__", 1, 1) { vm, args in
      if args[1].isExactly(vm.types.slice) { return vm.arrayFromList(args[0], vm.getItem(vm.arrayList(args[0]), args[1])) }
      guard let place = vm.arrayIndex(args[0], args[1], "array index out of range") else { return .nil }
      return vm.arrayItem(args[0], place)
    }
    define(type, "__setitem__", 2, 2) { vm, args in
      if args[1].isExactly(vm.types.slice) {
        guard args[2].isReference, vm.isSubtype(args[2].heapType, type) else {
          return vm.raise("TypeError", "can only assign array (not \"\(vm.typeName(vm.typeOf(args[2])))\") to array slice")
        }
        guard vm.sameArrayItems(args[0], args[2]) else { return .nil }
        let list = vm.arrayList(args[0])
        let new = vm.arrayList(args[2])
        guard !new.isNil, vm.setItem(list, args[1], new) else { return vm.nameArray(args[1], list, new) }
        return vm.arrayReplace(args[0], list) ? .none : .nil
      }
      guard let place = vm.arrayIndex(args[0], args[1], "array assignment index out of range") else { return .nil }
      return vm.arrayStore(args[0], place, args[2]) ? .none : .nil
    }
    define(type, "__delitem__", 1, 1) { vm, args in
      if !args[1].isExactly(vm.types.slice), vm.arrayIndex(args[0], args[1], "array assignment index out of range") == nil { return .nil }
      let list = vm.arrayList(args[0])
      return vm.deleteItem(list, args[1]) && vm.arrayReplace(args[0], list) ? .none : .nil
    }
    let iterator = makeType("arrayiterator", module: "array", kind: .iterator, isBase: false)
    let shape = addIteratorShape { vm, iterator in
      guard iterator.pointee.index < iterator.pointee.source.object(NativeObject.self).pointee.integer0 else { return .nil }
      iterator.pointee.index += 1
      return vm.arrayItem(iterator.pointee.source, iterator.pointee.index - 1)
    }
    installIteratorMethods(iterator, hasLength: false)
    define(type, "__iter__", 0, 0) { vm, args in vm.makeIterator(iterator, shape, args[0]) }
    define(type, "__contains__", 1, 1) { vm, args in
      let outcome = vm.contains(vm.arrayList(args[0]), args[1])
      return outcome < 0 ? .nil : Value(outcome > 0)
    }
    let comparisons: [(String, Opcode)] = [
      ("__eq__", .equal), ("__ne__", .notEqual), ("__lt__", .less), ("__le__", .lessEqual), ("__gt__", .greater), ("__ge__", .greaterEqual),
    ]
    for (name, op) in comparisons {
      define(type, name, 1, 1) { vm, args in
        guard args[1].isReference, vm.isSubtype(args[1].heapType, type) else { return vm.pointee.notImplemented }
        return vm.compare(op, vm.arrayList(args[0]), vm.arrayList(args[1]))
      }
    }
    define(type, "__add__", 1, 1) { vm, args in
      guard args[1].isReference, vm.isSubtype(args[1].heapType, type) else {
        return vm.raise("TypeError", "can only append array (not \"\(vm.typeName(vm.typeOf(args[1])))\") to array")
      }
      guard vm.sameArrayItems(args[0], args[1]) else { return .nil }
      return vm.arrayFromList(args[0], vm.binary(.add, vm.arrayList(args[0]), vm.arrayList(args[1])))
    }
    for name in ["__mul__", "__rmul__"] {
      define(type, name, 1, 1) { vm, args in vm.arrayRepeat(args[0], args[1]) }
    }
    define(type, "__iadd__", 1, 1) { vm, args in
      guard args[1].isReference, vm.isSubtype(args[1].heapType, type) else {
        return vm.raise("TypeError", "can only extend array with array (not \"\(vm.typeName(vm.typeOf(args[1])))\")")
      }
      return vm.arrayExtend(args[0], args[1]) ? args[0] : .nil
    }
    define(type, "__imul__", 1, 1) { vm, args in
      let repeated = vm.arrayRepeat(args[0], args[1])
      if repeated.isNil || repeated == vm.pointee.notImplemented { return repeated }
      return vm.arrayReplace(args[0], vm.arrayList(repeated)) ? args[0] : .nil
    }
  }

  private func installArrayMethods(_ type: TypeRef) {
    define(type, "append", 1, 1) { vm, args in
      let object = args[0].object(NativeObject.self)
      vm.arrayReserve(args[0], object.pointee.integer0 + 1)
      object.pointee.integer0 += 1
      if vm.arrayStore(args[0], object.pointee.integer0 - 1, args[1]) { return .none }
      object.pointee.integer0 -= 1
      return .nil
    }
    define(type, "extend", 1, 1) { vm, args in vm.arrayExtend(args[0], args[1]) ? .none : .nil }
    define(type, "fromlist", 1, 1) { vm, args in
      guard args[1].isKind(.list) else { return vm.raise("TypeError", "arg must be list") }
      return vm.arrayExtend(args[0], args[1]) ? .none : .nil
    }
    for name in ["insert", "pop", "remove", "reverse"] {
      let key = intern(name)
      define(type, name, 0, 2) { vm, args in
        let list = vm.arrayList(args[0])
        if name == "pop", vm.listCount(list) == 0 { return vm.raise("IndexError", "pop from empty array") }
        if name == "insert", args.count == 3, !vm.arrayAccepts(args[0], args[2]) { return .nil }
        let method = vm.getAttribute(list, key)
        let result = method.isNil ? .nil : vm.callForwarding(method, args)
        if result.isNil {
          if name == "remove", vm.clearPending("ValueError") { return vm.raise("ValueError", "array.remove(x): x not in array") }
          return .nil
        }
        return vm.arrayReplace(args[0], list) ? result : .nil
      }
    }
    for name in ["index", "count"] {
      let key = intern(name)
      define(type, name, 1, 3) { vm, args in
        let method = vm.getAttribute(vm.arrayList(args[0]), key)
        let result = method.isNil ? .nil : vm.callForwarding(method, args)
        if result.isNil, vm.clearPending("ValueError") { return vm.raise("ValueError", "array.index(x): x not in array") }
        return result
      }
    }
    define(type, "byteswap", 0, 0) { vm, args in
      let object = args[0].object(NativeObject.self)
      guard let size = arrayItemSize(object.pointee.value0, vm), let buffer = object.pointee.buffer else { return .none }
      let bytes = buffer.assumingMemoryBound(to: UInt8.self)
      for i in 0..<object.pointee.integer0 {
        for k in 0..<(size / 2) {
          let swapped = bytes[i * size + k]
          bytes[i * size + k] = bytes[i * size + size - 1 - k]
          bytes[i * size + size - 1 - k] = swapped
        }
      }
      return .none
    }
  }

  private func installArrayConversion(_ type: TypeRef) {
    define(type, "tolist", 0, 0) { vm, args in vm.arrayList(args[0]) }
    define(type, "tobytes", 0, 0) { vm, args in vm.makeBytes(vm.arrayBytes(args[0])) }
    define(type, "frombytes", 1, 1) { vm, args in
      guard args[1].isReference, vm.isBytesLike(args[1]) else { return vm.raise("TypeError", "a bytes-like object is required, not '\(vm.typeName(vm.typeOf(args[1])))'") }
      return vm.arrayAppend(args[0], bytes: Array(vm.bytesView(args[1]))) ? .none : .nil
    }
    define(type, "tounicode", 0, 0) { vm, args in
      guard vm.swiftString(args[0].object(NativeObject.self).pointee.value0) == "u" else {
        return vm.raise("ValueError", "tounicode() may only be called on unicode type arrays")
      }
      return vm.binary(.add, vm.pointee.emptyString, vm.arrayText(args[0]))
    }
    define(type, "fromunicode", 1, 1) { vm, args in
      guard vm.swiftString(args[0].object(NativeObject.self).pointee.value0) == "u" else {
        return vm.raise("ValueError", "fromunicode() may only be called on unicode type arrays")
      }
      guard args[1].isKind(.str) else {
        return vm.raise("TypeError", "fromunicode() argument must be str, not \(vm.typeName(vm.typeOf(args[1])))")
      }
      return vm.arrayExtend(args[0], args[1]) ? .none : .nil
    }
    define(type, "tofile", 1, 1) { vm, args in
      let write = vm.getAttribute(args[1], vm.name(.write))
      return write.isNil || vm.call(write, vm.makeBytes(vm.arrayBytes(args[0]))).isNil ? .nil : .none
    }
    let read = intern("read")
    define(type, "fromfile", 2, 2) { vm, args in
      guard let count = vm.index(args[2]) else { return .nil }
      let size = arrayItemSize(args[0].object(NativeObject.self).pointee.value0, vm) ?? 1
      let method = vm.getAttribute(args[1], read)
      let data = method.isNil ? .nil : vm.call(method, vm.makeInt(count * size))
      if data.isNil { return .nil }
      guard vm.isBytesLike(data) else { return vm.raise("TypeError", "read() didn't return bytes") }
      let bytes = Array(vm.bytesView(data))
      let whole = bytes.count / size * size
      guard vm.arrayAppend(args[0], bytes: Array(bytes.prefix(whole))) else { return .nil }
      return whole == count * size ? .none : vm.raise("EOFError", "read() didn't return enough bytes")
    }
    for name in ["__copy__", "__deepcopy__"] {
      define(type, name, 0, 1) { vm, args in vm.arrayFromList(args[0], vm.arrayList(args[0])) }
    }
    defineField(type, "typecode", \NativeObject.value0)
    defineProperty(type, "itemsize", get: { vm, value in Value(smallInt: arrayItemSize(value.object(NativeObject.self).pointee.value0, vm) ?? 1) })
    define(type, "buffer_info", 0, 0) { vm, args in
      let object = args[0].object(NativeObject.self)
      return vm.makeTuple([vm.makeInt(Int(bitPattern: object.pointee.buffer)), Value(smallInt: object.pointee.integer0)])
    }
    define(type, "__repr__", 0, 0) { vm, args in
      let object = args[0].object(NativeObject.self)
      let code = vm.swiftString(object.pointee.value0)
      let name = vm.plainTypeName(args[0].heapType)
      if object.pointee.integer0 == 0 { return vm.makeString("\(name)('\(code)')") }
      let items = vm.repr(code == "u" ? vm.arrayText(args[0]) : vm.arrayList(args[0]))
      return items.isNil ? .nil : vm.makeString("\(name)('\(code)', \(vm.swiftString(items)))")
    }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  /// Says "array" in the pending error of an assignment to a slice of a list of its items.
  fileprivate func nameArray(_ key: Value, _ list: Value, _ new: Value) -> Value {
    guard isPending("ValueError"), let bounds = resolveSlice(key, length: listCount(list)), clearPending("ValueError") else { return .nil }
    return raise("ValueError", "attempt to assign array of size \(listCount(new)) to extended slice of size \(bounds.count)")
  }

  /// Whether two arrays hold items of the same type; false with TypeError pending if not.
  fileprivate func sameArrayItems(_ a: Value, _ b: Value) -> Bool {
    let (left, right) = (a.object(NativeObject.self).pointee.value0, b.object(NativeObject.self).pointee.value0)
    return codePoint(left, 0) == codePoint(right, 0) || fail("TypeError", "bad argument type for built-in operation")
  }
}

/// Bytes of an item by the array's type code; nil for an unknown code.
func arrayItemSize(_ code: Value, _ vm: VM) -> Int? {
  switch UInt8(truncatingIfNeeded: vm.codePoint(code, 0)) {
  case UInt8(ascii: "b"), UInt8(ascii: "B"): return 1
  case UInt8(ascii: "h"), UInt8(ascii: "H"): return 2
  case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "f"), UInt8(ascii: "u"): return 4
  case UInt8(ascii: "l"), UInt8(ascii: "L"), UInt8(ascii: "q"), UInt8(ascii: "Q"), UInt8(ascii: "d"): return 8
  default: return nil
  }
}
