/** Expressions and targets, in the order in which CPython 3.11 tries them: the order decides which message comes. */

/** Parameters of a `def` (prefix '') or a lambda, which has no annotations and ends at a colon. */
function parameterRules(x: string, end: string, annotation: string, starAnnotation: string): string {
  return `
${x}params =
  | invalid_${x}parameters
  | ${x}parameters
${x}parameters =
  | ${x}slash_no_default ${x}param_no_default* ${x}param_with_default* ${x}star_etc?
  | ${x}slash_with_default ${x}param_with_default* ${x}star_etc?
  | ${x}param_no_default+ ${x}param_with_default* ${x}star_etc?
  | ${x}param_with_default+ ${x}star_etc?
  | ${x}star_etc
${x}slash_no_default = ${x}param_no_default+ '/' (',' | &'${end}')
${x}slash_with_default = ${x}param_no_default* ${x}param_with_default+ '/' (',' | &'${end}')
${x}star_etc =
  | invalid_${x}star_etc
  | '*' ${x}param_no_default ${x}param_maybe_default* ${x}kwds?
  ${starAnnotation}
  | '*' ',' ${x}param_maybe_default+ ${x}kwds?
  | ${x}kwds
${x}kwds =
  | invalid_${x}kwds
  | '**' ${x}param_no_default
${x}param_no_default = a:${x}param (',' | &'${end}')
${x}param_with_default = a:${x}param default (',' | &'${end}')
${x}param_maybe_default = a:${x}param default? (',' | &'${end}')
${x}param = NAME ${annotation} -> arg`;
}

export const EXPRESSIONS = `
expressions =
  | a:expression ',' b:','.expression+ ','? -> tuple
  | a:expression ',' -> tuple
  | expression
expression memo =
  | invalid_expression
  | invalid_legacy_expression
  | disjunction 'if' disjunction 'else' expression -> 'conditional_expression'
  | disjunction
  | lambdef
expression_without_invalid =
  | disjunction 'if' disjunction 'else' expression -> 'conditional_expression'
  | disjunction
  | lambdef
yield_expr =
  | 'yield' 'from' expression -> 'yield_expression'
  | 'yield' star_expressions? -> 'yield_expression'
star_expressions =
  | a:star_expression b:(',' c:star_expression)+ ','? -> tuple
  | a:star_expression ',' -> tuple
  | star_expression
star_expression memo =
  | '*' a:bitwise_or -> starred
  | expression
star_named_expressions = a:','.star_named_expression+ ','?
star_named_expression =
  | '*' a:bitwise_or -> starred
  | named_expression
assignment_expression = NAME ':=' ~ expression -> 'named_expression'
named_expression =
  | assignment_expression
  | invalid_named_expression
  | a:expression !':='
disjunction memo =
  | conjunction ('or' conjunction)+ -> expression
  | conjunction
conjunction memo =
  | inversion ('and' inversion)+ -> expression
  | inversion
inversion memo =
  | 'not' inversion -> expression
  | comparison
comparison =
  | a:bitwise_or b:compare_op_bitwise_or_pair+ -> comparison
  | bitwise_or
compare_op_bitwise_or_pair =
  | '==' bitwise_or
  | not_equal bitwise_or
  | '<=' bitwise_or
  | '<' bitwise_or
  | '>=' bitwise_or
  | '>' bitwise_or
  | 'not' 'in' bitwise_or
  | 'in' bitwise_or -> in
  | 'is' 'not' bitwise_or
  | 'is' bitwise_or
not_equal = '!=' {not-equal}
bitwise_or memo =
  | bitwise_xor ('|' bitwise_xor)+ -> expression
  | bitwise_xor
bitwise_xor memo =
  | bitwise_and ('^' bitwise_and)+ -> expression
  | bitwise_and
bitwise_and memo =
  | shift_expr ('&' shift_expr)+ -> expression
  | shift_expr
shift_expr memo =
  | sum (('<<' | '>>') sum)+ -> expression
  | sum
sum memo =
  | term (('+' | '-') term)+ -> expression
  | term
term memo =
  | factor (('*' | '/' | '//' | '%' | '@') factor)+ -> expression
  | factor
factor memo =
  | ('+' | '-' | '~') factor -> expression
  | power
power =
  | await_primary '**' factor -> expression
  | await_primary
await_primary memo =
  | 'await' primary -> 'await_expression'
  | primary
primary memo = a:atom b:trailer* {primary}
trailer =
  | '.' NAME -> attribute
  | genexp -> function_call
  | '(' arguments? ')' -> function_call
  | '[' slices ']' -> subscript
slices =
  | a:slice !','
  | ','.(slice | starred_expression)+ ','? -> tuple
slice =
  | expression? ':' expression? (':' expression?)? -> slice
  | named_expression
atom =
  | NAME -> name
  | 'True' -> True
  | 'False' -> False
  | 'None' -> None
  | &STRING strings
  | NUMBER -> literal
  | &'(' a:(tuple | group | genexp)
  | &'[' a:(list | listcomp)
  | &'{' a:(dict | set | dictcomp | setcomp)
  | '...' -> ellipsis
group =
  | '(' a:(yield_expr | named_expression) ')'
  | invalid_group
lambdef = 'lambda' lambda_params? ':' expression -> lambda
${parameterRules('', ')', "(':' expression)?", "| '*' NAME ':' star_expression (',' | &')') param_maybe_default* kwds?")}
${parameterRules('lambda_', ':', '', '')}
default =
  | '=' a:expression
  | invalid_default
strings memo = STRING+ -> literal {strings}
list = '[' a:star_named_expressions? ']' -> list
tuple =
  | '(' a:star_named_expression ',' b:star_named_expressions? ')' -> tuple
  | '(' ')' -> tuple
set = '{' star_named_expressions '}' -> 'set_display'
dict =
  | '{' double_starred_kvpairs? '}' -> 'dict_literal'
  | '{' invalid_double_starred_kvpairs '}'
double_starred_kvpairs = ','.double_starred_kvpair+ ','?
double_starred_kvpair =
  | '**' bitwise_or
  | kvpair
kvpair = expression ':' expression
for_if_clauses = a:for_if_clause+
for_if_clause =
  | 'async' 'for' star_targets 'in' ~ b:disjunction c:('if' z:disjunction)* -> clause
  | 'for' star_targets 'in' ~ b:disjunction c:('if' z:disjunction)* -> clause
  | invalid_for_target
listcomp =
  | '[' named_expression for_if_clauses ']' -> 'list_comprehension'
  | invalid_comprehension
setcomp =
  | '{' named_expression for_if_clauses '}' -> 'set_comprehension'
  | invalid_comprehension
genexp =
  | '(' (assignment_expression | expression !':=') for_if_clauses ')' -> 'generator_expression'
  | invalid_comprehension
dictcomp =
  | '{' kvpair for_if_clauses '}' -> 'dict_comprehension'
  | invalid_dict_comprehension
arguments memo =
  | a:args ','? &')'
  | invalid_arguments
args =
  | a:','.positional+ b:(',' k:kwargs)? -> arguments
  | a:kwargs -> arguments
positional =
  | starred_expression
  | a:(assignment_expression | expression_no_walrus) !'='
expression_no_walrus = a:expression !':='
kwargs =
  | a:','.kwarg_or_starred+ ',' b:','.kwarg_or_double_starred+ -> several
  | a:','.kwarg_or_starred+
  | a:','.kwarg_or_double_starred+
starred_expression = '*' a:expression -> starred
kwarg_or_starred =
  | invalid_kwarg
  | NAME '=' expression -> keyword
  | starred_expression
kwarg_or_double_starred =
  | invalid_kwarg
  | NAME '=' expression -> keyword
  | '**' expression -> unpacking
star_targets =
  | a:star_target !','
  | star_target (',' star_target)* ','? -> tuple
star_targets_list_seq = ','.star_target+ ','?
star_targets_tuple_seq =
  | star_target (',' star_target)+ ','?
  | star_target ','
star_target memo =
  | '*' !'*' star_target
  | target_with_star_atom
target_with_star_atom memo =
  | t_primary '.' NAME !t_lookahead
  | t_primary '[' slices ']' !t_lookahead
  | star_atom
star_atom =
  | NAME
  | '(' target_with_star_atom ')'
  | '(' star_targets_tuple_seq? ')'
  | '[' star_targets_list_seq? ']'
single_target =
  | single_subscript_attribute_target
  | NAME
  | '(' single_target ')'
single_subscript_attribute_target =
  | t_primary '.' NAME !t_lookahead
  | t_primary '[' slices ']' !t_lookahead
t_primary memo = atom &t_lookahead t_trailer*
t_trailer =
  | '.' NAME &t_lookahead
  | '[' slices ']' &t_lookahead
  | genexp &t_lookahead
  | '(' arguments? ')' &t_lookahead
t_lookahead = '(' | '[' | '.'
del_targets = ','.del_target+ ','?
del_target memo =
  | t_primary '.' NAME !t_lookahead
  | t_primary '[' slices ']' !t_lookahead
  | del_t_atom
del_t_atom =
  | NAME
  | '(' del_target ')'
  | '(' del_targets? ')'
  | '[' del_targets? ']'
`;
