// Checks built-in containers by evaluating expressions whose values CPython 3.11 gave.
import Syntax
import Testing

@testable import Frontend

@Suite struct ContainersExpressionTests {
  /// The `repr` of an expression's value, or the class and text of the exception it raises.
  private func evaluate(_ text: String) throws -> String {
    let runtime = try #require(Runtime())
    defer { withExtendedLifetime(runtime) {} }
    let vm = runtime.vm
    let globals = runtime.makeModule("__main__").object(ModuleObject.self).pointee.dict
    let code = runtime.bind(try compile(text, mode: .eval), globals: globals, moduleName: "__main__")
    let value = vm.runCode(code, namespace: globals)
    let shown = value.isNil ? .nil : vm.repr(value)
    if !shown.isNil { return ascii(vm, shown) }
    let exception = vm.pointee.exception
    vm.pointee.exception = .nil
    return "\(vm.typeName(vm.typeOf(exception))): \(ascii(vm, vm.str(exception)))"
  }

  /// Text with every character outside ASCII as `<hex>`.
  private func ascii(_ vm: VM, _ string: Value) -> String {
    var result = ""
    for i in 0..<vm.stringCount(string) {
      let code = vm.codePoint(string, i)
      if code < 128, let scalar = Unicode.Scalar(code) { result.unicodeScalars.append(scalar) } else { result += "<\(String(code, radix: 16))>" }
    }
    return result
  }

  @Test func listsAndTuples() throws {
    for (text, expected) in [
      (#"[1, 2, 3][::-1]"#, #"[3, 2, 1]"#),
      (#"[1, 2, 3, 4][1:3] + [0] * 2"#, #"[2, 3, 0, 0]"#),
      (#"(1, 2, 3)[::2]"#, #"(1, 3)"#),
      (#"[3, 1, 2].index(2)"#, #"2"#),
      (#"[[1], [1.0], [True]].count([1])"#, #"3"#),
      (#"[1, 2] < [1, 2, 0]"#, #"True"#),
      (#"(1, 'a') < (1, 'b')"#, #"True"#),
      (#"sorted([3, -1, 2.5])"#, #"[-1, 2.5, 3]"#),
      (#"sorted(['b', 'a', 'é', '\U0001f600', '\uffff'])"#, #"['a', 'b', '<e9>', '\uffff', '<1f600>']"#),
      (#"sorted([(2, 'b'), (1, 'z'), (2, 'a')])"#, #"[(1, 'z'), (2, 'a'), (2, 'b')]"#),
      (#"sorted('The quick brown fox'.split(), key=str.lower, reverse=True)"#, #"['The', 'quick', 'fox', 'brown']"#),
      (#"list(reversed([1, 2, 3]))"#, #"[3, 2, 1]"#),
      (#"[1, [2, [3]]]"#, #"[1, [2, [3]]]"#),
      (#"(1,)"#, #"(1,)"#),
      (#"hash((1, 2, 3))"#, #"529344067295497451"#),
      (#"hash(())"#, #"5740354900026072187"#),
    ] {
      let shown = try evaluate(text)
      #expect(shown == expected, "\(text)")
    }
  }

  @Test func dicts() throws {
    for (text, expected) in [
      (#"{**{'a': 1}, 'b': 2}"#, #"{'a': 1, 'b': 2}"#),
      (#"list({'a': 1, 'b': 2}.items())"#, #"[('a', 1), ('b', 2)]"#),
      (#"{1: 2} | {3: 4}"#, #"{1: 2, 3: 4}"#),
      (#"{1: 2} == {1.0: 2}"#, #"True"#),
      (#"{'a': 1, 'b': 2}.keys() & {'b', 'c'}"#, #"{'b'}"#),
      (#"{'a': 1}.items() - {('a', 1)}"#, #"set()"#),
      (#"dict.fromkeys('aba', 0)"#, #"{'a': 0, 'b': 0}"#),
      (#"list(reversed({'a': 1, 'b': 2}))"#, #"['b', 'a']"#),
      (#"{True: 'x', 1: 'y'}"#, #"{True: 'y'}"#),
      (#"{1: 2}.keys() ^ {2: 3}.keys()"#, #"{1, 2}"#),
      (#"dict([('a', 1)], b=2)"#, #"{'a': 1, 'b': 2}"#),
    ] {
      let shown = try evaluate(text)
      #expect(shown == expected, "\(text)")
    }
  }

  @Test func sets() throws {
    for (text, expected) in [
      (#"list({i * 7919 % 1009 for i in range(40)})"#, #"[0, 641, 517, 393, 397, 273, 914, 149, 794, 29, 670, 546, 550, 426, 302, 947, 182, 823, 58, 699, 703, 579, 455, 335, 976, 211, 852, 87, 856, 91, 732, 608, 488, 364, 1005, 240, 244, 885, 120, 761]"#),
      (#"list(set(range(0, 300, 7)) & set(range(0, 300, 3)))"#, #"[0, 294, 231, 168, 105, 42, 273, 210, 147, 84, 21, 252, 189, 126, 63]"#),
      (#"list(set(range(0, 300, 7)) | set(range(0, 300, 11)))"#, #"[0, 259, 132, 133, 7, 264, 266, 11, 140, 14, 143, 273, 147, 275, 21, 22, 280, 154, 28, 286, 287, 161, 33, 35, 165, 294, 168, 297, 42, 44, 175, 176, 49, 182, 55, 56, 187, 189, 63, 66, 196, 70, 198, 203, 77, 209, 210, 84, 88, 217, 91, 220, 224, 98, 99, 231, 105, 238, 110, 112, 242, 245, 119, 121, 252, 253, 126]"#),
      (#"list(set(range(0, 60, 2)) ^ set(range(0, 60, 3)))"#, #"[2, 3, 4, 8, 9, 10, 14, 15, 16, 20, 21, 22, 26, 27, 28, 32, 33, 34, 38, 39, 40, 44, 45, 46, 50, 51, 52, 56, 57, 58]"#),
      (#"list(set(range(100)) - set(range(0, 100, 2)))"#, #"[1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31, 33, 35, 37, 39, 41, 43, 45, 47, 49, 51, 53, 55, 57, 59, 61, 63, 65, 67, 69, 71, 73, 75, 77, 79, 81, 83, 85, 87, 89, 91, 93, 95, 97, 99]"#),
      (#"list({-i for i in range(20)})"#, #"[0, -19, -18, -17, -16, -15, -14, -13, -12, -11, -1, -9, -8, -7, -6, -5, -4, -3, -2, -10]"#),
      (#"list({1 << i for i in range(0, 70, 7)})"#, #"[128, 1, 268435456, 16384, 2097152, 34359738368, 4398046511104, 562949953421312, 72057594037927936, 9223372036854775808]"#),
      (#"list({(i % 5, i % 3) for i in range(20)})"#, #"[(0, 1), (4, 0), (1, 2), (2, 1), (0, 0), (3, 1), (1, 1), (2, 0), (4, 2), (3, 0), (0, 2), (2, 2), (1, 0), (3, 2), (4, 1)]"#),
      (#"list({'a', 'b', 'c', 'spam', 'egg'})"#, #"['c', 'a', 'egg', 'spam', 'b']"#),
      (#"hash(frozenset([1, 2, 3]))"#, #"-272375401224217160"#),
      (#"frozenset([1]) | {2}"#, #"frozenset({1, 2})"#),
      (#"{1} < {1, 2}"#, #"True"#),
      (#"{frozenset([1])} == {frozenset([1])}"#, #"True"#),
      (#"{1} in {frozenset([1])}"#, #"True"#),
      (#"list({1, 2, 3}.union([10, 20], {30: 1}))"#, #"[1, 2, 3, 10, 20, 30]"#),
    ] {
      let shown = try evaluate(text)
      #expect(shown == expected, "\(text)")
    }
  }

  @Test func ranges() throws {
    for (text, expected) in [
      (#"range(10)[2:8:3]"#, #"range(2, 8, 3)"#),
      (#"range(10)[::-1]"#, #"range(9, -1, -1)"#),
      (#"range(0) == range(2, 2)"#, #"True"#),
      (#"list(range(5, 0, -2))"#, #"[5, 3, 1]"#),
      (#"range(1 << 70)[-1]"#, #"1180591620717411303423"#),
      (#"5.0 in range(10)"#, #"True"#),
      (#"hash(range(5))"#, #"5795932985296280846"#),
      (#"list(reversed(range(0, 10, 3)))"#, #"[9, 6, 3, 0]"#),
      (#"range(1, 10, 3).index(7)"#, #"2"#),
      (#"slice(None, None, -2).indices(7)"#, #"(6, -1, -2)"#),
    ] {
      let shown = try evaluate(text)
      #expect(shown == expected, "\(text)")
    }
  }

  @Test func iterators() throws {
    for (text, expected) in [
      (#"list(enumerate('ab', 5))"#, #"[(5, 'a'), (6, 'b')]"#),
      (#"list(zip([1, 2, 3], 'ab'))"#, #"[(1, 'a'), (2, 'b')]"#),
      (#"list(map(lambda a, b: a + b, [1, 2], [3, 4]))"#, #"[4, 6]"#),
      (#"list(filter(None, [0, 1, '', 'a']))"#, #"[1, 'a']"#),
      (#"list(iter([3, 2, 1].pop, 1))"#, #"[]"#),
      (#"dict(zip('ab', map(str, range(2))))"#, #"{'a': '0', 'b': '1'}"#),
    ] {
      let shown = try evaluate(text)
      #expect(shown == expected, "\(text)")
    }
  }

  @Test func strings() throws {
    for (text, expected) in [
      (#"'a,b,,c'.split(',')"#, #"['a', 'b', '', 'c']"#),
      (#"' a  b c '.split(None, 1)"#, #"['a', 'b c ']"#),
      (#"' a  b c '.rsplit(None, 1)"#, #"[' a  b', 'c']"#),
      (#"'a\nb\r\nc\u2028d'.splitlines(True)"#, #"['a\n', 'b\r\n', 'c\u2028', 'd']"#),
      (#"'abcb'.rpartition('b')"#, #"('abc', 'b', '')"#),
      (#"'mississippi'.replace('issi', '-')"#, #"'m-ssippi'"#),
      (#"'abc'.replace('', '.')"#, #"'.a.b.c.'"#),
      (#"'aaaaaaab'.find('aab')"#, #"5"#),
      (#"'\U0001f600é'[::-1]"#, #"'<e9><1f600>'"#),
      (#"'straße'.upper()"#, #"'STRASSE'"#),
      (#"'ΑΣ ΑΣΑ'.lower()"#, #"'<3b1><3c2> <3b1><3c3><3b1>'"#),
      (#"'ǆ'.title()"#, #"'<1c5>'"#),
      (#"'ﬁ'.casefold() == 'FI'.casefold()"#, #"True"#),
      (#"'they\'re bill\'s'.title()"#, #""They'Re Bill'S""#),
      (#"'-42'.zfill(6)"#, #"'-00042'"#),
      (#"'ab'.center(7, '*')"#, #"'***ab**'"#),
      (#"'a\tbc\td'.expandtabs(4)"#, #"'a   bc  d'"#),
      (#"'it\'s "x"\n\x00\xa0\xad\u200b\ud800é'"#, #"'it\'s "x"\n\x00\xa0\xad\u200b\ud800<e9>'"#),
      (#"'½'.isnumeric(), '²'.isdigit(), '²'.isdecimal()"#, #"(True, True, False)"#),
      (#"'ª1_'.isidentifier(), '1a'.isidentifier()"#, #"(True, False)"#),
      (#"'abc'.translate(str.maketrans('ab', 'xy', 'c'))"#, #"'xy'"#),
      (#"'é\u1234'.encode('ascii', 'xmlcharrefreplace')"#, #"b'&#233;&#4660;'"#),
      (#"'é😀'.encode('utf-16')"#, #"b'\xff\xfe\xe9\x00=\xd8\x00\xde'"#),
      (#"b'a\xe2\x82z\xff'.decode('utf-8', 'replace')"#, #"'a<fffd>z<fffd>'"#),
      (#"b'\xff'.decode('utf-8', 'surrogateescape')"#, #"'\udcff'"#),
      (#"'x'.join(['a', 'é', '😀'])"#, #"'ax<e9>x<1f600>'"#),
    ] {
      let shown = try evaluate(text)
      #expect(shown == expected, "\(text)")
    }
  }

  @Test func bytes() throws {
    for (text, expected) in [
      (#"bytes([1, 2]) + bytearray(b'x')"#, #"b'\x01\x02x'"#),
      (#"bytearray(b'abc')[::-1]"#, #"bytearray(b'cba')"#),
      (#"b' a b '.split()"#, #"[b'a', b'b']"#),
      (#"b'a-b-c'.rsplit(b'-', 1)"#, #"[b'a-b', b'c']"#),
      (#"b'abcdef'.hex('-', 2)"#, #"'6162-6364-6566'"#),
      (#"bytes.fromhex('61 6263')"#, #"b'abc'"#),
      (#"b'hello'.translate(bytes.maketrans(b'l', b'L'), b'h')"#, #"b'eLLo'"#),
      (#"b'it\'s\x00\xff'"#, #"b"it's\x00\xff""#),
      (#"memoryview(b'abcdefgh').cast('I').tolist()"#, #"[1684234849, 1751606885]"#),
      (#"memoryview(b'abcdef')[::2].tobytes()"#, #"b'ace'"#),
      (#"b'ab' < bytearray(b'b')"#, #"True"#),
      (#"hash(b'abc') == hash('abc')"#, #"True"#),
      (#"97 in b'abc', b'bc' in b'abc'"#, #"(True, True)"#),
    ] {
      let shown = try evaluate(text)
      #expect(shown == expected, "\(text)")
    }
  }

  @Test func errors() throws {
    for (text, expected) in [
      (#"[][0]"#, #"IndexError: list index out of range"#),
      (#"(1,)['a']"#, #"TypeError: tuple indices must be integers or slices, not str"#),
      (#"{}['k']"#, #"KeyError: 'k'"#),
      (#"{}.popitem()"#, #"KeyError: 'popitem(): dictionary is empty'"#),
      (#"set().pop()"#, #"KeyError: 'pop from an empty set'"#),
      (#"{[]: 1}"#, #"TypeError: unhashable type: 'list'"#),
      (#"[1].remove(2)"#, #"ValueError: list.remove(x): x not in list"#),
      (#"[1] + (2,)"#, #"TypeError: can only concatenate list (not "tuple") to list"#),
      (#"'a' + 1"#, #"TypeError: can only concatenate str (not "int") to str"#),
      (#"'' in b''"#, #"TypeError: a bytes-like object is required, not 'str'"#),
      (#"'a'.split('')"#, #"ValueError: empty separator"#),
      (#"'é'.encode('ascii')"#, #"UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)"#),
      (#"b'\xc3('.decode()"#, #"UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte"#),
      (#"list(zip([1], [1, 2], strict=True))"#, #"ValueError: zip() argument 2 is longer than argument 1"#),
      (#"dict([(1, 2, 3)])"#, #"ValueError: dictionary update sequence element #0 has length 3; 2 is required"#),
      (#"bytes([256])"#, #"ValueError: bytes must be in range(0, 256)"#),
      (#"[1, 'a'].sort()"#, #"TypeError: '<' not supported between instances of 'str' and 'int'"#),
      (#"iter(1)"#, #"TypeError: 'int' object is not iterable"#),
      (#"range(1, 2, 0)"#, #"ValueError: range() arg 3 must not be zero"#),
      (#"''.join(['a', 1])"#, #"TypeError: sequence item 1: expected str instance, int found"#),
      (#"[1, 2, 3].pop(7)"#, #"IndexError: pop index out of range"#),
      (#"[].sort(1)"#, #"TypeError: sort() takes no positional arguments"#),
      (#"'a'.split(x=1)"#, #"TypeError: 'x' is an invalid keyword argument for split()"#),
    ] {
      let shown = try evaluate(text)
      #expect(shown == expected, "\(text)")
    }
  }
}
