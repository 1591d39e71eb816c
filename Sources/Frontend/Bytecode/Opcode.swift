// Declares every bytecode once: its operands, length and meaning.

/// The bytecodes of the register machine.
///
/// An instruction is one or more 64-bit words. Word 0 holds `op | a << 16 | b << 32 | c << 48`; operands are
/// register numbers unless the table says otherwise. Words after the first hold jump targets and inline caches.
/// Registers `0..<parameters` hold the arguments, then come the other locals, then temporaries.
public enum Opcode: UInt16, Sendable, CaseIterable {
  // Moves and constants.
  case nop, move, loadConst, loadInt, loadNone, loadTrue, loadFalse, unbound
  // Names.
  case loadGlobal, storeGlobal, deleteGlobal, loadName, storeName, deleteName, checkBound
  case makeCell, loadCell, storeCell, deleteCell, loadClosure, loadClassCell
  // Arithmetic: a = b op c.
  case add, subtract, multiply, trueDivide, floorDivide, modulo, power, matrixMultiply
  case leftShift, rightShift, bitAnd, bitOr, bitXor
  case addImmediate, subtractImmediate, addImmediateInPlace, subtractImmediateInPlace
  case addInPlace, subtractInPlace, multiplyInPlace, binaryInPlace
  case negate, positive, invert, not
  // Comparison: a = b op c.
  case less, lessEqual, greater, greaterEqual, equal, notEqual, isSame, isNotSame, contains, notContains
  // Jumps.
  case jump, jumpBack, jumpBackCompiled, jumpIf, jumpIfNone
  case jumpLess, jumpLessEqual, jumpGreater, jumpGreaterEqual, jumpEqual, jumpNotEqual, jumpSame
  case jumpLessImmediate, jumpLessEqualImmediate, jumpGreaterImmediate, jumpGreaterEqualImmediate
  case jumpEqualImmediate, jumpNotEqualImmediate
  // Attributes and subscripts.
  case loadAttribute, storeAttribute, deleteAttribute, loadMethod, loadSuperMethod, loadSuperAttribute
  case loadItem, storeItem, deleteItem, makeSlice
  // Displays.
  case makeTuple, makeList, makeSet, makeDict, listAppend, listExtend, setAdd, setUpdate, dictSet, dictMerge, dictUpdate, listToTuple
  case formatValue, joinStrings, unpack, unpackRest
  // Iteration.
  case getIterator, forNext, makeIterator, getAsyncIterator, asyncNext
  // Calls.
  case enter, enterCompiled, call, callMethod, callKeywords, callSpread, returnValue
  case makeFunction, buildClass, makeTypeAlias
  // Generators and coroutines.
  case makeGenerator, yieldValue, yieldFrom, getAwaitable
  // Exceptions.
  case raise, reraise, enterHandler, leaveHandler, matchException, loadAssertionError, matchGroup, reraiseGroup
  case enterWith, exitWith, exitWithException, enterAsyncWith, exitAsyncWith
  // Imports.
  case importName, importFrom, importStar
  // Pattern matching.
  case matchSequence, matchMapping, matchKeys, matchClass, loadLength, mappingRest
  // Odds and ends.
  case printExpression, setupAnnotations, end
}

/// How the words of an instruction are laid out.
public struct OpcodeInfo: Sendable {
  /// The number of 64-bit words.
  public let length: Int
  /// Whether word 1 is a jump target, in words relative to word 0 of the instruction.
  public let hasTarget: Bool
  /// The operands and the meaning, in one sentence.
  public let sentence: String
}

extension Opcode {
  /// The number of words that a frame's header takes, below its register 0.
  public static let frameHeader = 6

  /// What word 0's lowest byte is.
  @inlinable @inline(__always) public var byte: UInt8 { UInt8(truncatingIfNeeded: rawValue) }

  /// The opcode that an instruction had before its place got an executor.
  public var uncompiled: Opcode { self == .jumpBackCompiled ? .jumpBack : self == .enterCompiled ? .enter : self }

  public var info: OpcodeInfo { Opcode.table[Int(rawValue)] }

  static let table: [OpcodeInfo] = Opcode.allCases.map { $0.describe() }

  private func describe() -> OpcodeInfo {
    func row(_ length: Int, target: Bool = false, _ sentence: String) -> OpcodeInfo {
      OpcodeInfo(length: length, hasTarget: target, sentence: sentence)
    }
    switch self {
    case .nop: return row(1, "Does nothing.")
    case .move: return row(1, "a = b.")
    case .loadConst: return row(1, "a = constants[b].")
    case .loadInt: return row(1, "a = the signed 16-bit integer b.")
    case .loadNone: return row(1, "a = None.")
    case .loadTrue: return row(1, "a = True.")
    case .loadFalse: return row(1, "a = False.")
    case .unbound: return row(1, "a becomes unbound (nil); c = 1: raises UnboundLocalError for local a if it is unbound already.")
    case .loadGlobal: return row(2, "a = global or builtin names[b]; word 1 caches its cell.")
    case .storeGlobal: return row(2, "global names[b] = a; word 1 caches its cell.")
    case .deleteGlobal: return row(1, "del global names[b].")
    case .loadName: return row(1, "a = names[b] from the class namespace, else global, else builtin; c != 0: closure cell in register c - 1 is asked after the namespace.")
    case .storeName: return row(1, "namespace[names[b]] = a.")
    case .deleteName: return row(1, "del namespace[names[b]].")
    case .checkBound: return row(1, "Raises UnboundLocalError if local a is nil; names[b] is its name.")
    case .makeCell: return row(1, "a = a new cell holding the value of a (which may be nil).")
    case .loadCell: return row(1, "a = content of the cell in b; names[c] is named when it is empty.")
    case .storeCell: return row(1, "content of the cell in a = b.")
    case .deleteCell: return row(1, "Empties the cell in a; names[c] is named when it is empty already.")
    case .loadClosure: return row(1, "a = cell number b of the running function's closure.")
    case .loadClassCell: return row(1, "a = cell b, which also goes into the namespace as __classcell__; the class body returns it.")
    case .add: return row(1, "a = b + c.")
    case .subtract: return row(1, "a = b - c.")
    case .multiply: return row(1, "a = b * c.")
    case .trueDivide: return row(1, "a = b / c.")
    case .floorDivide: return row(1, "a = b // c.")
    case .modulo: return row(1, "a = b % c.")
    case .power: return row(1, "a = b ** c.")
    case .matrixMultiply: return row(1, "a = b @ c.")
    case .leftShift: return row(1, "a = b << c.")
    case .rightShift: return row(1, "a = b >> c.")
    case .bitAnd: return row(1, "a = b & c.")
    case .bitOr: return row(1, "a = b | c.")
    case .bitXor: return row(1, "a = b ^ c.")
    case .addImmediate: return row(1, "a = b + the signed 16-bit integer c.")
    case .subtractImmediate: return row(1, "a = b - the signed 16-bit integer c.")
    case .addImmediateInPlace: return row(1, "a = b += the signed 16-bit integer c: tries __iadd__ first.")
    case .subtractImmediateInPlace: return row(1, "a = b -= the signed 16-bit integer c: tries __isub__ first.")
    case .addInPlace: return row(1, "a = b += c: tries __iadd__ first.")
    case .subtractInPlace: return row(1, "a = b -= c: tries __isub__ first.")
    case .multiplyInPlace: return row(1, "a = b *= c: tries __imul__ first.")
    case .binaryInPlace: return row(2, "a = b op= c; word 1 is the raw value of the plain arithmetic opcode.")
    case .negate: return row(1, "a = -b.")
    case .positive: return row(1, "a = +b.")
    case .invert: return row(1, "a = ~b.")
    case .not: return row(1, "a = not b.")
    case .less: return row(1, "a = b < c.")
    case .lessEqual: return row(1, "a = b <= c.")
    case .greater: return row(1, "a = b > c.")
    case .greaterEqual: return row(1, "a = b >= c.")
    case .equal: return row(1, "a = b == c.")
    case .notEqual: return row(1, "a = b != c.")
    case .isSame: return row(1, "a = b is c.")
    case .isNotSame: return row(1, "a = b is not c.")
    case .contains: return row(1, "a = b in c.")
    case .notContains: return row(1, "a = b not in c.")
    case .jump: return row(2, target: true, "Goes forward to the target.")
    case .jumpBack: return row(2, target: true, "Goes back to the loop header at the target; a and b together count down to a trace.")
    case .jumpBackCompiled: return row(2, target: true, "A jumpBack whose header has an executor: its number is in the high half of word 1.")
    case .enter: return row(2, "Begins a function that may call itself; a and b together count down to a trace, word 1 is 2.")
    case .enterCompiled: return row(2, "An enter that has an executor: its number is in the high half of word 1.")
    case .jumpIf: return row(2, target: true, "Goes to the target if the truth of a equals b (0 or 1); c is the branch history.")
    case .jumpIfNone: return row(2, target: true, "Goes to the target if (a is None) equals b; c is the branch history.")
    case .jumpLess: return row(2, target: true, "Goes to the target if (a < b) equals bit 32 of word 1; c is the branch history.")
    case .jumpLessEqual: return row(2, target: true, "As jumpLess, with a <= b.")
    case .jumpGreater: return row(2, target: true, "As jumpLess, with a > b.")
    case .jumpGreaterEqual: return row(2, target: true, "As jumpLess, with a >= b.")
    case .jumpEqual: return row(2, target: true, "As jumpLess, with a == b.")
    case .jumpNotEqual: return row(2, target: true, "As jumpLess, with a != b.")
    case .jumpSame: return row(2, target: true, "As jumpLess, with a is b.")
    case .jumpLessImmediate: return row(2, target: true, "As jumpLess; b is a signed 16-bit integer.")
    case .jumpLessEqualImmediate: return row(2, target: true, "As jumpLessEqual; b is a signed 16-bit integer.")
    case .jumpGreaterImmediate: return row(2, target: true, "As jumpGreater; b is a signed 16-bit integer.")
    case .jumpGreaterEqualImmediate: return row(2, target: true, "As jumpGreaterEqual; b is a signed 16-bit integer.")
    case .jumpEqualImmediate: return row(2, target: true, "As jumpEqual; b is a signed 16-bit integer.")
    case .jumpNotEqualImmediate: return row(2, target: true, "As jumpNotEqual; b is a signed 16-bit integer.")
    case .loadAttribute: return row(4, "a = b.names[c]; words 1...3 are the inline cache.")
    case .storeAttribute: return row(4, "a.names[c] = b; words 1...3 are the inline cache.")
    case .deleteAttribute: return row(1, "del a.names[c].")
    case .loadMethod: return row(4, "Prepares a method call: r[a] = callable, r[a+6] = receiver or nil, for names[c] of b; words 1...3 are the inline cache.")
    case .loadSuperMethod: return row(2, "As loadMethod for super(): class cell in register b, receiver in register word 1, names[c].")
    case .loadSuperAttribute: return row(2, "a = super().names[c]: class cell in register b, receiver in register word 1.")
    case .loadItem: return row(1, "a = b[c].")
    case .storeItem: return row(1, "a[b] = c.")
    case .deleteItem: return row(1, "del a[b].")
    case .makeSlice: return row(1, "a = slice(r[b], r[b+1], r[b+2]).")
    case .makeTuple: return row(1, "a = tuple of c registers from b.")
    case .makeList: return row(1, "a = list of c registers from b.")
    case .makeSet: return row(1, "a = set of c registers from b.")
    case .makeDict: return row(1, "a = dict of c key-value register pairs from b.")
    case .listAppend: return row(1, "List a gets b at its end (a display under construction or a comprehension).")
    case .listExtend: return row(1, "List a is extended by iterable b.")
    case .setAdd: return row(1, "Set a gets b.")
    case .setUpdate: return row(1, "Set a gets the items of b.")
    case .dictSet: return row(1, "Dict a[b] = c (a display or comprehension).")
    case .dictMerge: return row(1, "Dict a is updated by mapping b of a call's **; duplicate keys raise TypeError; register c is the callee.")
    case .dictUpdate: return row(1, "Dict a is updated by mapping b.")
    case .listToTuple: return row(1, "a = tuple of the list b.")
    case .formatValue: return row(1, "a = format(b, r[c & 0xFFF] when bit 12 of c is set); bits 13-14 of c: 1 str, 2 repr, 3 ascii first.")
    case .joinStrings: return row(1, "a = the c strings in registers from b, concatenated.")
    case .unpack: return row(1, "r[a], r[a+1], ... = exactly c items of b.")
    case .unpackRest: return row(2, "r[a].. = items of b with a starred target: c items before it; word 1: items after it.")
    case .getIterator: return row(1, "Prepares a for loop over b in registers a...a+3: [marker or iterator, ...].")
    case .forNext: return row(2, target: true, "b = next item of the for loop in registers a...a+3, or goes to the target when there is none.")
    case .makeIterator: return row(1, "a = iter(b); c = 1, for yield from: generators and coroutines stay as they are.")
    case .getAsyncIterator: return row(1, "a = b.__aiter__().")
    case .asyncNext: return row(1, "a = the iterator to await for b.__anext__().")
    case .call: return row(2, "a = call of r[b] with c arguments in registers from b+7; word 1 is a cache.")
    case .callMethod: return row(2, "a = call of what loadMethod put in r[b] and r[b+6] with c arguments from b+7; word 1 is a cache.")
    case .callKeywords: return row(2, "As callMethod (r[b+6] is nil or the receiver); c positional and keyword arguments from b+7; word 1: index of the tuple of keyword names, which belong to the last arguments.")
    case .callSpread: return row(1, "a = call of r[b] with the iterable in r[b+7] (any object: a lone *args is passed as it is) and the dict (or nil) in r[b+8].")
    case .returnValue: return row(1, "Returns a.")
    case .makeFunction: return row(2, "a = function of code constants[b]; word 1: bit 0 r[c] is the tuple of defaults, bit 1 r[c+1] the dict of keyword defaults, bit 2 r[c+2] the dict of annotations, bit 3 r[c+3] the tuple of closure cells.")
    case .buildClass: return row(2, "a = class: r[b] body function, r[b+1] name, r[b+2] tuple of bases, r[b+3] dict of keywords or nil.")
    case .makeTypeAlias: return row(1, "Reserved.")
    case .makeGenerator: return row(1, "Suspends the new frame as a generator, coroutine or async generator object and returns it.")
    case .yieldValue: return row(1, "Yields b; a = the value sent.")
    case .yieldFrom: return row(2, target: true, "Delegates to the iterator b with the value to send in a: yields what it yields and repeats; goes to the target when it ends, with its result in a.")
    case .getAwaitable: return row(1, "a = the iterator to await for b.")
    case .raise: return row(1, "Raises a (from b if c is 1; re-raises the handled exception if c is 2).")
    case .reraise: return row(1, "Raises the exception a again, traceback kept.")
    case .enterHandler: return row(1, "Exception b becomes the handled one; a = the one handled before (or None).")
    case .leaveHandler: return row(1, "The exception in a becomes the handled one again.")
    case .matchException: return row(1, "a = whether exception b matches class or tuple c.")
    case .loadAssertionError: return row(1, "a = AssertionError, or StopAsyncIteration if b is 1.")
    case .matchGroup: return row(1, "r[a] = the part of exception b that class or tuple c of an except* selects, or None; r[a+1] = the rest, or None.")
    case .reraiseGroup: return row(1, "a = what to raise after the except* clauses for exception b, given the list c of raised and unmatched exceptions, or None.")
    case .enterWith: return row(1, "a = bound __exit__ of b, r[a+1] = result of __enter__.")
    case .exitWith: return row(1, "Calls b(None, None, None).")
    case .exitWithException: return row(1, "a = truth of b(type(c), c, traceback).")
    case .enterAsyncWith: return row(1, "a = bound __aexit__ of b, r[a+1] = awaitable of __aenter__.")
    case .exitAsyncWith: return row(1, "a = awaitable of b(None, None, None), or with exception c - 1's details if c != 0.")
    case .importName: return row(2, "a = module names[b]; r[c] = from-list tuple or None; word 1: level.")
    case .importFrom: return row(1, "a = attribute names[c] of module b, else its submodule.")
    case .importStar: return row(1, "Binds all public names of module a.")
    case .matchSequence: return row(1, "a = whether b is a sequence for patterns.")
    case .matchMapping: return row(1, "a = whether b is a mapping for patterns.")
    case .matchKeys: return row(1, "a = tuple of the values of mapping b for the keys in tuple c, or None.")
    case .matchClass: return row(2, "a = tuple of attributes of b for class c, or None; word 1: constant index of the tuple (number of positionals, keyword names...).")
    case .loadLength: return row(1, "a = len(b).")
    case .mappingRest: return row(1, "a = dict copy of mapping b without the keys in tuple c.")
    case .printExpression: return row(1, "Hands a to sys.displayhook.")
    case .setupAnnotations: return row(1, "Makes __annotations__ in the namespace if it is missing.")
    case .end: return row(1, "Never executed: ends the code.")
    }
  }
}

extension UInt64 {
  /// Packs word 0 of an instruction.
  @inlinable public init(op: Opcode, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) {
    self =
      UInt64(op.rawValue) | UInt64(UInt16(truncatingIfNeeded: a)) << 16
      | UInt64(UInt16(truncatingIfNeeded: b)) << 32 | UInt64(UInt16(truncatingIfNeeded: c)) << 48
  }
  /// Operand fields of word 0.
  @inlinable @inline(__always) public var operandA: Int { Int((self &>> 16) & 0xFFFF) }
  @inlinable @inline(__always) public var operandB: Int { Int((self &>> 32) & 0xFFFF) }
  @inlinable @inline(__always) public var operandC: Int { Int(self &>> 48) }
  @inlinable @inline(__always) public var signedB: Int { Int(Int16(truncatingIfNeeded: self &>> 32)) }
  @inlinable @inline(__always) public var signedC: Int { Int(Int64(bitPattern: self) &>> 48) }
}

/// The fields of the instruction that a pointer points at.
///
/// Each field is loaded by itself: a load of the whole word would wait for an earlier store to one field of it.
extension UnsafeMutablePointer where Pointee == UInt64 {
  @inline(__always) var operandFields: UnsafeMutablePointer<UInt16> {
    UnsafeMutableRawPointer(self).assumingMemoryBound(to: UInt16.self)
  }
  @inline(__always) public var opcodeByte: UInt8 { UnsafeMutableRawPointer(self).assumingMemoryBound(to: UInt8.self).pointee }
  @inline(__always) var operandA: Int { Int(operandFields[1]) }
  @inline(__always) var operandB: Int { Int(operandFields[2]) }
  @inline(__always) var operandC: Int { Int(operandFields[3]) }
  @inline(__always) var signedB: Int { Int(Int16(bitPattern: operandFields[2])) }
  @inline(__always) var signedC: Int { Int(Int16(bitPattern: operandFields[3])) }
}
