// Checks classes, exceptions and text conversion through a bare runtime.

import Testing

@testable import Frontend

@Suite struct ObjectsClassTests {
  private func text(_ vm: VM, _ value: Value) -> String { value.isNil ? "<nil>" : vm.swiftString(value) }

  private func makeClass(_ vm: VM, _ name: String, _ bases: [Value]) -> Value {
    vm.call(Value(vm.types.type), [vm.makeString(name), vm.makeTuple(bases), vm.makeDict()])
  }

  @Test func reprOfBasicObjects() throws {
    let runtime = try #require(Runtime())
    let vm = runtime.vm
    #expect(text(vm, vm.repr(.none)) == "None")
    #expect(text(vm, vm.repr(.true)) == "True")
    #expect(text(vm, vm.repr(Value(vm.types.int))) == "<class 'int'>")
    #expect(text(vm, vm.str(vm.pointee.ellipsis)) == "Ellipsis")
  }

  @Test func exceptionsCarryArgumentsAndText() throws {
    let runtime = try #require(Runtime())
    let vm = runtime.vm
    vm.raise("ZeroDivisionError", "division by zero")
    #expect(vm.isPending("ArithmeticError"))
    #expect(!vm.isPending("LookupError"))
    let exception = vm.pointee.exception
    vm.pointee.exception = .nil
    #expect(text(vm, vm.str(exception)) == "division by zero")
    vm.raiseOSError(2, vm.makeString("x"))
    #expect(vm.isPending("FileNotFoundError"))
    #expect(text(vm, vm.str(vm.pointee.exception)).hasPrefix("[Errno 2] No such file or directory: "))
  }

  @Test func raisingChainsTheHandledException() throws {
    let runtime = try #require(Runtime())
    let vm = runtime.vm
    vm.raise("ValueError", "first")
    let first = vm.pointee.exception
    vm.pointee.handled = first
    vm.raise("KeyError", "second")
    #expect(vm.pointee.exception.object(ExceptionObject.self).pointee.context == first)
    vm.raise(first)
    #expect(first.object(ExceptionObject.self).pointee.context.isNone)
  }

  @Test func methodResolutionOrderIsC3() throws {
    let runtime = try #require(Runtime())
    let vm = runtime.vm
    let a = makeClass(vm, "A", [])
    let b = makeClass(vm, "B", [a])
    let c = makeClass(vm, "C", [a])
    let d = makeClass(vm, "D", [b, c])
    #expect(vm.tupleItems(d.object(TypeObject.self).pointee.mro) == [d, b, c, a, Value(vm.types.object)])
    let wrong = makeClass(vm, "E", [a, b])
    #expect(wrong.isNil)
    #expect(text(vm, vm.str(vm.pointee.exception)) == "Cannot create a consistent method resolution\norder (MRO) for bases A, B")
  }

  @Test func instancesKeepAttributes() throws {
    let runtime = try #require(Runtime())
    let vm = runtime.vm
    let cls = makeClass(vm, "A", [])
    let instance = vm.call(cls)
    for i in 0..<120 {
      let name = runtime.intern("x\(i)")
      #expect(vm.setAttribute(instance, name, Value(smallInt: i)))
      #expect(vm.getAttribute(instance, name) == Value(smallInt: i))
    }
    #expect(vm.call(cls, .none).isNil)
    #expect(text(vm, vm.str(vm.pointee.exception)) == "A() takes no arguments")
  }
}
