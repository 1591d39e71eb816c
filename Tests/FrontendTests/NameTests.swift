// Checks that the spellings of names agree with the names.
import Testing

@testable import Frontend

@Suite struct NameTests {
  @Test func spellingsAgree() {
    let spellings = Name.spellings.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    #expect(spellings.split(separator: " ").map(String.init) == Name.allCases.map { "\($0)" })
  }
}
