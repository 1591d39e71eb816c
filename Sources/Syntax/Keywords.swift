// Recognizes keywords packed into an integer, one byte a letter, the first letter highest.

/// Look-up of keywords by length.
enum Keywords {
  static func length2(_ word: UInt64) -> TokenKind {
    switch word {
    case 0x6173: return .kwAs  // as
    case 0x6966: return .kwIf  // if
    case 0x696E: return .kwIn  // in
    case 0x6973: return .kwIs  // is
    case 0x6F72: return .kwOr  // or
    default: return .name
    }
  }

  static func length3(_ word: UInt64) -> TokenKind {
    switch word {
    case 0x616E64: return .kwAnd  // and
    case 0x646566: return .kwDef  // def
    case 0x64656C: return .kwDel  // del
    case 0x666F72: return .kwFor  // for
    case 0x6E6F74: return .kwNot  // not
    case 0x747279: return .kwTry  // try
    default: return .name
    }
  }

  static func length4(_ word: UInt64) -> TokenKind {
    switch word {
    case 0x4E6F6E65: return .kwNone  // None
    case 0x54727565: return .kwTrue  // True
    case 0x656C6966: return .kwElif  // elif
    case 0x656C7365: return .kwElse  // else
    case 0x66726F6D: return .kwFrom  // from
    case 0x70617373: return .kwPass  // pass
    case 0x77697468: return .kwWith  // with
    default: return .name
    }
  }

  static func length5(_ word: UInt64) -> TokenKind {
    switch word {
    case 0x46616C7365: return .kwFalse  // False
    case 0x6173796E63: return .kwAsync  // async
    case 0x6177616974: return .kwAwait  // await
    case 0x627265616B: return .kwBreak  // break
    case 0x636C617373: return .kwClass  // class
    case 0x7261697365: return .kwRaise  // raise
    case 0x7768696C65: return .kwWhile  // while
    case 0x7969656C64: return .kwYield  // yield
    default: return .name
    }
  }

  static func longer(_ word: UInt64) -> TokenKind {
    switch word {
    case 0x617373657274: return .kwAssert  // assert
    case 0x636F6E74696E7565: return .kwContinue  // continue
    case 0x657863657074: return .kwExcept  // except
    case 0x66696E616C6C79: return .kwFinally  // finally
    case 0x676C6F62616C: return .kwGlobal  // global
    case 0x696D706F7274: return .kwImport  // import
    case 0x6C616D626461: return .kwLambda  // lambda
    case 0x6E6F6E6C6F63616C: return .kwNonlocal  // nonlocal
    case 0x72657475726E: return .kwReturn  // return
    default: return .name
    }
  }
}
