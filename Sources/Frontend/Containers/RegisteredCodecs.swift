// Asks the codecs and the error handlers that programs register with the module codecs.

extension UnsafeMutablePointer where Pointee == VMState {
  /// What a codec makes of a value that the runtime itself does not know, or nil with an exception pending.
  func useOtherCodec(_ value: Value, _ encoding: String, _ errors: String, _ function: String) -> Value {
    let codecs = runtime.importPath("codecs")
    let convert = codecs.isNil ? .nil : getAttribute(codecs, runtime.intern(function))
    return convert.isNil ? .nil : call(convert, [value, makeString(encoding), makeString(errors)])
  }

  /// The answer of a registered error handler, a tuple of a str (or bytes) and a valid position; nil with an exception pending.
  func callErrorHandler(_ name: String, _ error: Value, _ count: Int, isEncoding: Bool) -> Value {
    let codecs = runtime.importPath("codecs")
    let ask = codecs.isNil ? .nil : getAttribute(codecs, runtime.intern("_handle"))
    return ask.isNil ? .nil : call(ask, [makeString(name), error, makeInt(count), Value(isEncoding)])
  }

  /// The two parts of such an answer.
  func handlerAnswer(_ answer: Value) -> (Value, Int)? {
    guard answer.isKind(.tuple), tupleCount(answer) == 2, tupleBase(answer)[1].isSmallInt else { return nil }
    return (tupleBase(answer)[0], tupleBase(answer)[1].smallInt)
  }
}
