// Holds the statement rules of the diagnosing pass; their order decides which error is reported.

extension ErrorGrammar {
  /// Rules of statements, in the notation that `GrammarReader` describes.
  static let statementRules = #"""
    file = statement+ ENDMARKER | ENDMARKER ;
    interactive = compound_stmt NEWLINE | simple_stmts | NEWLINE | ENDMARKER ;
    eval = expressions NEWLINE* ENDMARKER ;
    field = star_expressions ;

    statement = compound_stmt | simple_stmts ;
    simple_stmts = simple_stmt !';' NEWLINE | simple_stmt%';' ';'? NEWLINE ;
    simple_stmt memo =
      assignment | star_expressions | &'return' return_stmt | &('import' | 'from') import_stmt
      | &'raise' raise_stmt | 'pass' | &'del' del_stmt | &'yield' yield_expr
      | &'assert' assert_stmt | 'break' | 'continue' | &'global' global_stmt
      | &'nonlocal' nonlocal_stmt ;
    compound_stmt =
      &('def' | '@' | 'async') function_def | &'if' if_stmt | &('class' | '@') class_def
      | &('with' | 'async') with_stmt | &('for' | 'async') for_stmt | &'try' try_stmt
      | &'while' while_stmt | match_stmt ;

    assignment =
      NAME ':' expression ('=' rhs)?
      | ('(' single_target ')' | target_access) ':' expression ('=' rhs)?
      | (star_targets '=')+ (yield_expr | star_expressions) !'='
      | single_target augassign ~ (yield_expr | star_expressions)
      | invalid_assignment ;
    rhs = yield_expr | star_expressions ;
    augassign =
      '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**='
      | '//=' ;
    return_stmt = 'return' star_expressions? ;
    raise_stmt = 'raise' expression ('from' expression)? | 'raise' ;
    global_stmt = 'global' NAME%',' ;
    nonlocal_stmt = 'nonlocal' NAME%',' ;
    del_stmt = 'del' del_targets &(';' | NEWLINE) | invalid_del_stmt ;
    assert_stmt = 'assert' expression (',' expression)? ;
    import_stmt = import_name | import_from ;
    import_name = 'import' (dotted_name ('as' NAME)?)%',' ;
    import_from =
      'from' ('.' | '...')* dotted_name 'import' import_targets
      | 'from' ('.' | '...')+ 'import' import_targets ;
    import_targets =
      '(' import_as_names ','? ')' | import_as_names !',' | '*' | invalid_import_targets ;
    import_as_names = (NAME ('as' NAME)?)%',' ;
    dotted_name = NAME ('.' NAME)* ;

    block memo = NEWLINE INDENT statement+ DEDENT | simple_stmts | invalid_block ;
    decorators = ('@' named_expression NEWLINE)+ ;
    class_def = decorators class_def_raw | class_def_raw ;
    class_def_raw = invalid_class_def | 'class' NAME ('(' arguments? ')')? ':' block ;
    function_def = decorators function_def_raw | function_def_raw ;
    function_def_raw =
      invalid_def | 'def' NAME &&'(' params? ')' ('->' expression)? &&':' block
      | 'async' 'def' NAME &&'(' params? ')' ('->' expression)? &&':' block ;

    params = invalid_params | parameters ;
    parameters =
      slash_plain param_plain* param_default* star_etc?
      | slash_default param_default* star_etc?
      | param_plain+ param_default* star_etc?
      | param_default+ star_etc?
      | star_etc ;
    slash_plain = param_plain+ '/' ',' | param_plain+ '/' &')' ;
    slash_default = param_plain* param_default+ '/' ',' | param_plain* param_default+ '/' &')' ;
    star_etc =
      invalid_star_etc | '*' param_plain param_any* kwds?
      | '*' param_plain_star param_any* kwds? | '*' ',' param_any+ kwds? | kwds ;
    kwds = invalid_kwds | '**' param_plain ;
    param_plain = a:param ',' TYPE_COMMENT? {=a} | a:param &')' {=a} ;
    param_plain_star = param_star ',' TYPE_COMMENT? | param_star &')' ;
    param_default = param default ',' TYPE_COMMENT? | param default &')' ;
    param_any = param default? ',' TYPE_COMMENT? | param default? &')' ;
    param = NAME (':' expression)? {name} ;
    param_star = NAME ':' star_expression {name} ;
    default = '=' a:expression | invalid_default ;

    if_stmt =
      invalid_if | 'if' named_expression ':' block elif_stmt
      | 'if' named_expression ':' block else_block? ;
    elif_stmt =
      invalid_elif | 'elif' named_expression ':' block elif_stmt
      | 'elif' named_expression ':' block else_block? ;
    else_block = invalid_else | 'else' &&':' block ;
    while_stmt = invalid_while | 'while' named_expression ':' block else_block? ;
    for_stmt =
      invalid_for | 'for' star_targets 'in' ~ star_expressions ':' block else_block?
      | 'async' 'for' star_targets 'in' ~ star_expressions ':' block else_block?
      | invalid_for_target ;
    with_stmt =
      invalid_with_indent | 'with' '(' with_item%',' ','? ')' ':' block
      | 'with' with_item%',' ':' block
      | 'async' 'with' '(' with_item%',' ','? ')' ':' block
      | 'async' 'with' with_item%',' ':' block | invalid_with ;
    with_item =
      expression 'as' star_target &(',' | ')' | ':') | invalid_with_item | expression ;
    try_stmt =
      invalid_try | 'try' &&':' block finally_block
      | 'try' &&':' block except_block+ else_block? finally_block?
      | 'try' &&':' block except_star_block+ else_block? finally_block? ;
    except_block =
      invalid_except_indent | 'except' expression ('as' NAME)? ':' block | 'except' ':' block
      | invalid_except ;
    except_star_block =
      invalid_except_star_indent | 'except' '*' expression ('as' NAME)? ':' block
      | invalid_except ;
    finally_block = invalid_finally | 'finally' &&':' block ;

    match_stmt = "match" subject ':' NEWLINE INDENT case_block+ DEDENT | invalid_match ;
    subject = star_named_expression ',' star_named_expressions? | named_expression ;
    case_block = invalid_case | "case" patterns guard? ':' block ;
    guard = 'if' named_expression ;
    patterns = open_sequence | pattern ;
    pattern = as_pattern | or_pattern ;
    as_pattern = or_pattern 'as' capture_target | invalid_as_pattern ;
    or_pattern = closed_pattern%'|' ;
    closed_pattern memo =
      literal_pattern | capture_target | "_" | attr !('.' | '(' | '=') | '(' pattern ')'
      | '[' maybe_sequence? ']' | '(' open_sequence? ')' | mapping_pattern | class_pattern ;
    literal_pattern = literal_expr ;
    literal_expr =
      signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False' ;
    complex_number = signed_real ('+' | '-') imaginary ;
    signed_number = NUMBER | '-' NUMBER ;
    signed_real = real | '-' real ;
    real = a:NUMBER {real a} ;
    imaginary = a:NUMBER {imaginary a} ;
    capture_target = !"_" NAME !('.' | '(' | '=') ;
    attr = NAME ('.' NAME)+ ;
    name_or_attr = NAME ('.' NAME)* ;
    open_sequence = maybe_star_pattern ',' maybe_sequence? ;
    maybe_sequence = maybe_star_pattern%',' ','? ;
    maybe_star_pattern = star_pattern | pattern ;
    star_pattern memo = '*' capture_target | '*' "_" ;
    mapping_pattern =
      '{' '}' | '{' '**' capture_target ','? '}'
      | '{' key_value_pattern%',' ',' '**' capture_target ','? '}'
      | '{' key_value_pattern%',' ','? '}' ;
    key_value_pattern = (literal_expr | attr) ':' pattern ;
    class_pattern =
      name_or_attr '(' ')' | name_or_attr '(' positional_patterns ','? ')'
      | name_or_attr '(' keyword_patterns ','? ')'
      | name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')'
      | invalid_class_pattern ;
    positional_patterns = pattern%',' ;
    keyword_patterns = (NAME '=' pattern)%',' ;
    """#
}
