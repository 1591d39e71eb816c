// Holds the expression and target rules of the diagnosing pass; their order decides which error is reported.

extension ErrorGrammar {
  /// Rules of expressions and targets, in the notation that `GrammarReader` describes.
  static let expressionRules = #"""
    expressions =
      expression (',' expression)+ ','? {tuple} | expression ',' {tuple} | expression ;
    expression memo =
      invalid_expression | invalid_legacy_expression
      | disjunction 'if' disjunction 'else' expression {conditional} | disjunction | lambda ;
    yield_expr = 'yield' 'from' expression {yield} | 'yield' star_expressions? {yield} ;
    star_expressions =
      star_expression (',' star_expression)+ ','? {tuple} | star_expression ',' {tuple}
      | star_expression ;
    star_expression memo = '*' bitwise_or {starred} | expression ;
    star_named_expressions = a:star_named_expression%',' ','? {=a} ;
    star_named_expression = '*' bitwise_or {starred} | named_expression ;
    assignment_expression = NAME ':=' ~ expression {named} ;
    named_expression =
      assignment_expression | invalid_named_expression | a:expression !':=' {=a} ;

    disjunction memo = conjunction ('or' conjunction)+ {operator} | conjunction ;
    conjunction memo = inversion ('and' inversion)+ {operator} | inversion ;
    inversion memo = 'not' inversion {operator} | comparison ;
    comparison = bitwise_or compare_pair+ {comparison} | bitwise_or ;
    compare_pair =
      '==' bitwise_or | '!=' bitwise_or | '<=' bitwise_or | '<' bitwise_or | '>=' bitwise_or
      | '>' bitwise_or | 'not' 'in' bitwise_or | 'in' bitwise_or | 'is' 'not' bitwise_or
      | 'is' bitwise_or ;
    bitwise_or memo = bitwise_xor ('|' bitwise_xor)+ {operator} | bitwise_xor ;
    bitwise_xor memo = bitwise_and ('^' bitwise_and)+ {operator} | bitwise_and ;
    bitwise_and memo = shift_expr ('&' shift_expr)+ {operator} | shift_expr ;
    shift_expr memo = sum (('<<' | '>>') sum)+ {operator} | sum ;
    sum memo = term (('+' | '-') term)+ {operator} | term ;
    term memo = factor (('*' | '/' | '//' | '%' | '@') factor)+ {operator} | factor ;
    factor memo = '+' factor {operator} | '-' factor {operator} | '~' factor {operator} | power ;
    power = await_primary '**' factor {operator} | await_primary ;
    await_primary memo = 'await' primary {await} | primary ;
    primary memo = atom trailer+ {primary} | atom ;
    trailer = '.' NAME {attribute} | genexp {call} | '(' arguments? ')' {call}
      | '[' slices ']' {subscript} ;
    slices = slice !',' | (slice | starred_expression)%',' ','? ;
    slice = expression? ':' expression? (':' expression?)? | named_expression ;
    atom =
      NAME | 'True' {true} | 'False' {false} | 'None' {none} | &STRING strings
      | NUMBER {literal} | &'(' (tuple | group | genexp) | &'[' (list | listcomp)
      | &'{' (dict | set | dictcomp | setcomp) | '...' {ellipsis} ;
    group = '(' a:(yield_expr | named_expression) ')' {=a} | invalid_group ;
    strings memo = a:STRING+ {strings a} ;

    lambda = 'lambda' lambda_params? ':' expression {lambda} ;
    lambda_params = invalid_lambda_params | lambda_parameters ;
    lambda_parameters =
      lambda_slash_plain lambda_plain* lambda_default* lambda_star_etc?
      | lambda_slash_default lambda_default* lambda_star_etc?
      | lambda_plain+ lambda_default* lambda_star_etc?
      | lambda_default+ lambda_star_etc?
      | lambda_star_etc ;
    lambda_slash_plain = lambda_plain+ '/' ',' | lambda_plain+ '/' &':' ;
    lambda_slash_default =
      lambda_plain* lambda_default+ '/' ',' | lambda_plain* lambda_default+ '/' &':' ;
    lambda_star_etc =
      invalid_lambda_star_etc | '*' lambda_plain lambda_any* lambda_kwds?
      | '*' ',' lambda_any+ lambda_kwds? | lambda_kwds ;
    lambda_kwds = invalid_lambda_kwds | '**' lambda_plain ;
    lambda_plain = a:NAME ',' {=a} | a:NAME &':' {=a} ;
    lambda_default = NAME default ',' | NAME default &':' ;
    lambda_any = NAME default? ',' | NAME default? &':' ;

    list = '[' star_named_expressions? ']' {list} ;
    tuple = '(' (star_named_expression ',' star_named_expressions?)? ')' {tuple} ;
    set = '{' star_named_expressions '}' {set} ;
    dict = '{' kvpairs? '}' {dict} | '{' invalid_kvpairs '}' ;
    kvpairs = kvpair_or_mapping%',' ','? ;
    kvpair_or_mapping = '**' bitwise_or | kvpair ;
    kvpair = expression ':' expression ;
    for_if_clauses = for_if_clause+ ;
    for_if_clause =
      'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
      | 'for' star_targets 'in' ~ disjunction ('if' disjunction)* | invalid_for_target ;
    listcomp = '[' named_expression for_if_clauses ']' {listcomp} | invalid_comprehension ;
    setcomp = '{' named_expression for_if_clauses '}' {setcomp} | invalid_comprehension ;
    genexp =
      '(' (assignment_expression | expression !':=') for_if_clauses ')' {genexp}
      | invalid_comprehension ;
    dictcomp = '{' kvpair for_if_clauses '}' {dictcomp} | invalid_dict_comprehension ;

    arguments memo = a:args ','? &')' {=a} | invalid_arguments ;
    args =
      (starred_expression | (assignment_expression | expression !':=') !'=')%','
      (',' kwargs)? {args}
      | kwargs {args} ;
    kwargs =
      kwarg_or_starred%',' ',' kwarg_or_mapping%',' | kwarg_or_starred%','
      | kwarg_or_mapping%',' ;
    starred_expression = '*' expression {starred} ;
    kwarg_or_starred =
      invalid_kwarg | NAME '=' expression {keyword} | starred_expression ;
    kwarg_or_mapping =
      invalid_kwarg | NAME '=' expression {keyword} | '**' expression {mapping} ;

    star_targets = a:star_target !',' {=a} | star_target (',' star_target)* ','? {tuple} ;
    star_target memo = '*' !'*' star_target {starred} | target_with_star_atom ;
    target_with_star_atom memo =
      t_primary '.' NAME !t_lookahead {attribute}
      | t_primary '[' slices ']' !t_lookahead {subscript} | star_atom ;
    star_atom =
      NAME | '(' a:target_with_star_atom ')' {=a}
      | '(' (star_target ((',' star_target)+ ','? | ','))? ')' {tuple}
      | '[' (star_target%',' ','?)? ']' {list} ;
    single_target = target_access | NAME | '(' a:single_target ')' {=a} ;
    target_access =
      t_primary '.' NAME !t_lookahead {attribute}
      | t_primary '[' slices ']' !t_lookahead {subscript} ;
    t_primary memo = atom &t_lookahead (t_trailer &t_lookahead)* ;
    t_trailer = '.' NAME | '[' slices ']' | genexp | '(' arguments? ')' ;
    t_lookahead = '(' | '[' | '.' ;
    del_targets = del_target%',' ','? ;
    del_target memo =
      t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | NAME
      | '(' del_target ')' | '(' del_targets? ')' | '[' del_targets? ']' ;
    """#
}
