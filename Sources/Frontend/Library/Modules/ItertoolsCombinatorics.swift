// Makes product, permutations and combinations.

extension Runtime {
  /// The pools are in `source`, the current indices in the list `state`, the cycles of permutations in `state2`.
  func installCombinatorics(_ make: IteratorClass) {
    _ = make("product", "...") { vm, type, shape, args in
      for (key, _) in vm.keywordPairs(args) where vm.swiftString(key) != "repeat" {
        return vm.typeError("'\(vm.swiftString(key))' is an invalid keyword argument for product()")
      }
      let times = vm.keyword(args, "repeat")
      guard let repeats = times.isNil ? 1 : vm.index(times) else { return .nil }
      if repeats < 0 { return vm.raise("ValueError", "repeat argument cannot be negative") }
      let pools = vm.makeList([])
      for i in 1..<Swift.max(args.count, 1) {
        let pool = vm.tupleFromIterable(args[i])
        if pool.isNil { return .nil }
        vm.listAppend(pools, pool)
      }
      let once = vm.listItems(pools)
      let all = vm.makeTuple((0..<repeats).flatMap { _ in once })
      return vm.makeIterator(type, shape, all)
    } next: { vm, iterator in vm.nextProduct(iterator) }
    _ = make("combinations", "iterable, r") { vm, type, shape, args in vm.makeCombinations(type, shape, args) } next: { vm, iterator in
      vm.nextCombination(iterator, repeats: false)
    }
    _ = make("combinations_with_replacement", "iterable, r") { vm, type, shape, args in vm.makeCombinations(type, shape, args) } next: { vm, iterator in
      vm.nextCombination(iterator, repeats: true)
    }
    _ = make("permutations", "iterable, r=") { vm, type, shape, args in
      let pool = vm.tupleFromIterable(args[1])
      if pool.isNil { return .nil }
      let n = vm.tupleCount(pool)
      if !args[2].isNil, !args[2].isNone, !vm.isInt(args[2]) { return vm.raise("TypeError", "Expected int as r") }
      guard let r = args[2].isNil || args[2].isNone ? n : vm.index(args[2]) else { return .nil }
      if r < 0 { return vm.raise("ValueError", "r must be non-negative") }
      return vm.makeIterator(type, shape, pool, limit: r)
    } next: { vm, iterator in vm.nextPermutation(iterator) }
  }
}

extension UnsafeMutablePointer where Pointee == VMState {
  private func indices(_ list: Value) -> UnsafeMutablePointer<Value> {
    list.object(ListObject.self).pointee.items.unsafelyUnwrapped
  }

  private func makeIndices(_ values: [Int]) -> Value { makeList((values + [0]).map { Value(smallInt: $0) }) }

  fileprivate func nextProduct(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    let pools = iterator.pointee.source
    let count = tupleCount(pools)
    if iterator.pointee.index == 1 { return .nil }
    if iterator.pointee.state.isNil {
      for i in 0..<count where tupleCount(tupleBase(pools)[i]) == 0 {
        iterator.pointee.index = 1
        return .nil
      }
      iterator.pointee.state = makeIndices([Int](repeating: 0, count: count))
    } else {
      let current = indices(iterator.pointee.state)
      var i = count - 1
      while i >= 0 {
        let next = current[i].smallInt + 1
        if next < tupleCount(tupleBase(pools)[i]) {
          current[i] = Value(smallInt: next)
          break
        }
        current[i] = Value(smallInt: 0)
        i -= 1
      }
      if i < 0 {
        iterator.pointee.index = 1
        return .nil
      }
    }
    if count == 0 {
      iterator.pointee.index = 1
      return pointee.emptyTuple
    }
    let result = makeTupleUninitialized(count)
    let current = indices(iterator.pointee.state)
    for i in 0..<count { tupleBase(result)[i] = tupleBase(tupleBase(pools)[i])[current[i].smallInt] }
    return result
  }

  fileprivate func makeCombinations(_ type: TypeRef, _ shape: Int, _ args: Arguments) -> Value {
    let pool = tupleFromIterable(args[1])
    if pool.isNil { return .nil }
    guard let r = index(args[2]) else { return .nil }
    if r < 0 { return raise("ValueError", "r must be non-negative") }
    return makeIterator(type, shape, pool, limit: r)
  }

  fileprivate func nextCombination(_ iterator: UnsafeMutablePointer<IteratorObject>, repeats: Bool) -> Value {
    let pool = iterator.pointee.source
    let n = tupleCount(pool)
    let r = iterator.pointee.limit
    if iterator.pointee.index == 1 { return .nil }
    if iterator.pointee.state.isNil {
      if repeats ? n == 0 && r > 0 : r > n {
        iterator.pointee.index = 1
        return .nil
      }
      iterator.pointee.state = makeIndices(repeats ? [Int](repeating: 0, count: r) : Array(0..<r))
    } else {
      let current = indices(iterator.pointee.state)
      var i = r - 1
      while i >= 0, current[i].smallInt == (repeats ? n - 1 : i + n - r) { i -= 1 }
      if i < 0 {
        iterator.pointee.index = 1
        return .nil
      }
      let next = current[i].smallInt + 1
      for j in i..<r { current[j] = Value(smallInt: repeats ? next : next + j - i) }
    }
    return pick(pool, iterator.pointee.state, r)
  }

  private func pick(_ pool: Value, _ chosen: Value, _ count: Int) -> Value {
    if count == 0 { return pointee.emptyTuple }
    let result = makeTupleUninitialized(count)
    let current = indices(chosen)
    for i in 0..<count { tupleBase(result)[i] = tupleBase(pool)[current[i].smallInt] }
    return result
  }

  fileprivate func nextPermutation(_ iterator: UnsafeMutablePointer<IteratorObject>) -> Value {
    let pool = iterator.pointee.source
    let n = tupleCount(pool)
    let r = iterator.pointee.limit
    if iterator.pointee.index == 1 { return .nil }
    if iterator.pointee.state.isNil {
      if r > n {
        iterator.pointee.index = 1
        return .nil
      }
      iterator.pointee.state = makeIndices(Array(0..<n))
      iterator.pointee.state2 = makeIndices((0..<r).map { n - $0 })
      return pick(pool, iterator.pointee.state, r)
    }
    let order = indices(iterator.pointee.state)
    let cycles = indices(iterator.pointee.state2)
    var i = r - 1
    while i >= 0 {
      let left = cycles[i].smallInt - 1
      cycles[i] = Value(smallInt: left)
      if left > 0 {
        let j = n - left
        let swapped = order[i]
        order[i] = order[j]
        order[j] = swapped
        return pick(pool, iterator.pointee.state, r)
      }
      let first = order[i]
      for k in i..<(n - 1) { order[k] = order[k + 1] }
      order[n - 1] = first
      cycles[i] = Value(smallInt: n - i)
      i -= 1
    }
    iterator.pointee.index = 1
    return .nil
  }
}
