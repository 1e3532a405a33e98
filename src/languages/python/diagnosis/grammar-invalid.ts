/** What people write instead of Python, and what CPython 3.11 says to it. */

const RANGE_WALRUS = `{range a b | invalid syntax. Maybe you meant '==' or ':=' instead of '='?}`;
const PARENTHESISED = `{generator a b | Generator expression must be parenthesized}`;
const NO_COLON = `{here | expected ':'}`;

function noBlock(what: string): string {
  return `{no-block a | expected an indented block after ${what} on line %d}`;
}

function parameterRules(x: string, end: string, kind: string, group: string): string {
  const named = 'named arguments must follow bare *';
  return `
invalid_${x}parameters =
  | ${x}param_no_default* invalid_${x}parameters_helper a:${x}param_no_default {at a | non-default argument follows default argument}
  | ${x}param_no_default* a:'(' ${group} ','? b:')' {range a b | ${kind} parameters cannot be parenthesized}
  | a:'/' ',' {at a | at least one argument must precede /}
  | (${x}slash_no_default | ${x}slash_with_default) ${x}param_maybe_default* a:'/' {at a | / may appear only once}
  | (${x}slash_no_default | ${x}slash_with_default)? ${x}param_maybe_default* '*' (',' | ${x}param_no_default) ${x}param_maybe_default* a:'/' {at a | / must be ahead of *}
  | ${x}param_maybe_default+ '/' a:'*' {at a | expected comma between / and *}
invalid_${x}parameters_helper =
  | ${x}slash_with_default
  | ${x}param_with_default+
invalid_${x}star_etc =
  | a:'*' ('${end}' | ',' ('${end}' | '**')) ${x === '' ? `{at a | ${named}}` : `{here | ${named}}`}
  | '*' ${x}param a:'=' {at a | var-positional argument cannot have default value}
  | '*' (${x}param_no_default | ',') ${x}param_maybe_default* a:'*' (${x}param_no_default | ',') {at a | * argument may appear only once}
invalid_${x}kwds =
  | '**' ${x}param a:'=' {at a | var-keyword argument cannot have default value}
  | '**' ${x}param ',' a:${x}param {at a | arguments cannot follow var-keyword argument}
  | '**' ${x}param ',' a:('*' | '**' | '/') {at a | arguments cannot follow var-keyword argument}`;
}

export const INVALID = `
invalid_arguments =
  | (','.positional+ ',' kwargs | kwargs) ',' a:'*' {at a | iterable argument unpacking follows keyword argument unpacking}
  | a:expression b:for_if_clauses ',' (args | expression for_if_clauses)? ${PARENTHESISED}
  | a:NAME b:'=' expression for_if_clauses ${RANGE_WALRUS}
  | a:args b:for_if_clauses {generator-argument a b}
  | args ',' a:expression b:for_if_clauses ${PARENTHESISED}
  | a:args ',' args {positional a}
invalid_kwarg =
  | a:('True' | 'False' | 'None') b:'=' {keyword-value a b}
  | a:NAME b:'=' expression for_if_clauses ${RANGE_WALRUS}
  | !(NAME '=') a:expression b:'=' {range a b | expression cannot contain assignment, perhaps you meant "=="?}
invalid_legacy_expression = a:NAME !'(' b:star_expressions {legacy a b}
invalid_expression =
  | !(NAME STRING | soft_keyword) a:disjunction b:expression_without_invalid {comma a b}
  | a:disjunction 'if' b:disjunction !('else' | ':') {range a b | expected 'else' after 'if' expression}
soft_keyword = a:NAME {soft a}
invalid_named_expression memo =
  | a:expression ':=' expression {at a | cannot use assignment expressions with %s}
  | a:NAME '=' b:bitwise_or !('=' | ':=') ${RANGE_WALRUS}
  | !(list | tuple | genexp | 'True' | 'None' | 'False') a:bitwise_or '=' bitwise_or !('=' | ':=') {at a | cannot assign to %s here. Maybe you meant '==' instead of '='?}
invalid_assignment =
  | a:invalid_ann_assign_target ':' expression {at a | only single target (not %s) can be annotated}
  | a:star_named_expression ',' star_named_expressions* ':' expression {at a | only single target (not tuple) can be annotated}
  | a:expression ':' expression {at a | illegal target for annotation}
  | (star_targets '=')* a:star_expressions '=' {target star a}
  | (star_targets '=')* a:yield_expr '=' {at a | assignment to yield expression not possible}
  | a:star_expressions augassign (yield_expr | star_expressions) {at a | '%s' is an illegal expression for augmented assignment}
invalid_ann_assign_target =
  | list
  | tuple
  | '(' a:invalid_ann_assign_target ')'
invalid_del_stmt = 'del' a:star_expressions {target del a}
invalid_block = NEWLINE !INDENT {no-block | expected an indented block}
invalid_comprehension =
  | ('[' | '(' | '{') a:starred_expression for_if_clauses {at a | iterable unpacking cannot be used in comprehension}
  | ('[' | '{') a:star_named_expression ',' b:star_named_expressions for_if_clauses {range a b | did you forget parentheses around the comprehension target?}
  | ('[' | '{') a:star_named_expression b:',' for_if_clauses {range a b | did you forget parentheses around the comprehension target?}
invalid_dict_comprehension = '{' a:'**' bitwise_or for_if_clauses '}' {at a | dict unpacking cannot be used in dict comprehension}
invalid_default = a:'=' &(')' | ',') {at a | expected default value expression}
${parameterRules('', ')', 'Function', 'param_no_default+')}
${parameterRules('lambda_', ':', 'Lambda expression', "','.lambda_param+")}
invalid_with_item = expression 'as' a:expression &(',' | ')' | ':') {target star a}
invalid_for_target = 'async'? 'for' a:star_expressions {target for a}
invalid_group =
  | '(' a:starred_expression ')' {at a | cannot use starred expression here}
  | '(' a:'**' expression ')' {at a | cannot use double starred expression here}
invalid_import_from_targets = import_from_as_names ',' NEWLINE {here | trailing comma not allowed without surrounding parentheses}
invalid_with_stmt =
  | 'async'? 'with' ','.(expression ('as' star_target)?)+ NEWLINE ${NO_COLON}
  | 'async'? 'with' '(' ','.(expressions ('as' star_target)?)+ ','? ')' NEWLINE ${NO_COLON}
invalid_with_stmt_indent =
  | 'async'? a:'with' ','.(expression ('as' star_target)?)+ ':' NEWLINE !INDENT ${noBlock("'with' statement")}
  | 'async'? a:'with' '(' ','.(expressions ('as' star_target)?)+ ','? ')' ':' NEWLINE !INDENT ${noBlock("'with' statement")}
invalid_try_stmt =
  | a:'try' ':' NEWLINE !INDENT ${noBlock("'try' statement")}
  | 'try' ':' block !('except' | 'finally') {here | expected 'except' or 'finally' block}
  | 'try' ':' block* except_block+ a:'except' b:'*' expression ('as' NAME)? ':' {range a b | cannot have both 'except' and 'except*' on the same 'try'}
  | 'try' ':' block* except_star_block+ a:'except' (expression ('as' NAME)?)? ':' {at a | cannot have both 'except' and 'except*' on the same 'try'}
invalid_except_stmt =
  | 'except' '*'? a:expression ',' expressions ('as' NAME)? ':' {from a | multiple exception types must be parenthesized}
  | 'except' '*'? expression ('as' NAME)? NEWLINE ${NO_COLON}
  | 'except' NEWLINE ${NO_COLON}
  | 'except' '*' (NEWLINE | ':') {here | expected one or more exception types}
invalid_finally_stmt = a:'finally' ':' NEWLINE !INDENT ${noBlock("'finally' statement")}
invalid_except_stmt_indent =
  | a:'except' expression ('as' NAME)? ':' NEWLINE !INDENT ${noBlock("'except' statement")}
  | a:'except' ':' NEWLINE !INDENT ${noBlock("'except' statement")}
invalid_except_star_stmt_indent = a:'except' '*' expression ('as' NAME)? ':' NEWLINE !INDENT ${noBlock("'except*' statement")}
invalid_match_stmt =
  | "match" subject_expr NEWLINE ${NO_COLON}
  | a:"match" subject_expr ':' NEWLINE !INDENT ${noBlock("'match' statement")}
invalid_case_block =
  | "case" patterns guard? NEWLINE ${NO_COLON}
  | a:"case" patterns guard? ':' NEWLINE !INDENT ${noBlock("'case' statement")}
invalid_as_pattern =
  | or_pattern 'as' a:"_" {at a | cannot use '_' as a target}
  | or_pattern 'as' !NAME a:expression {at a | invalid pattern target}
invalid_class_pattern = name_or_attr '(' a:invalid_class_argument_pattern {range a a | positional patterns follow keyword patterns}
invalid_class_argument_pattern = (positional_patterns ',')? keyword_patterns ',' a:positional_patterns
invalid_if_stmt =
  | 'if' named_expression NEWLINE ${NO_COLON}
  | a:'if' named_expression ':' NEWLINE !INDENT ${noBlock("'if' statement")}
invalid_elif_stmt =
  | 'elif' named_expression NEWLINE ${NO_COLON}
  | a:'elif' named_expression ':' NEWLINE !INDENT ${noBlock("'elif' statement")}
invalid_else_stmt = a:'else' ':' NEWLINE !INDENT ${noBlock("'else' statement")}
invalid_while_stmt =
  | 'while' named_expression NEWLINE ${NO_COLON}
  | a:'while' named_expression ':' NEWLINE !INDENT ${noBlock("'while' statement")}
invalid_for_stmt =
  | 'async'? 'for' star_targets 'in' star_expressions NEWLINE ${NO_COLON}
  | 'async'? a:'for' star_targets 'in' star_expressions ':' NEWLINE !INDENT ${noBlock("'for' statement")}
invalid_def_raw = 'async'? a:'def' NAME type_params? '(' params? ')' ('->' expression)? ':' NEWLINE !INDENT ${noBlock('function definition')}
invalid_class_def_raw =
  | 'class' NAME type_params? ('(' arguments? ')')? NEWLINE ${NO_COLON}
  | a:'class' NAME type_params? ('(' arguments? ')')? ':' NEWLINE !INDENT ${noBlock('class definition')}
invalid_double_starred_kvpairs =
  | ','.double_starred_kvpair+ ',' invalid_kvpair
  | expression ':' a:'*' bitwise_or {from a | cannot use a starred expression in a dictionary value}
  | expression a:':' &('}' | ',') {at a | expression expected after dictionary key and ':'}
invalid_kvpair =
  | a:expression !':' {key a | ':' expected after dictionary key}
  | expression ':' a:'*' bitwise_or {from a | cannot use a starred expression in a dictionary value}
  | expression a:':' &('}' | ',') {at a | expression expected after dictionary key and ':'}
`;
