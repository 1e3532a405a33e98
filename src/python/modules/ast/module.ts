/**
 * The module _ast: the types of the nodes of a program's tree, with CPython 3.11's fields. Trees are made by compile()
 * (builtins/code.ts).
 */
import type { Address } from '../../../base/ids.js';
import type { Runtime } from '../../runtime/runtime.js';
import { moduleDict } from '../make-module.js';
import type { ModuleDefinition } from '../module-definition.js';

/** A row for each kind of node: its name, its fields; behind a colon, the kinds that derive from it. `@`: it has a position. */
const NODES = `
@alias(name asname)
@arg(arg annotation type_comment)
arguments(posonlyargs args vararg kwonlyargs kw_defaults kwarg defaults)
boolop: And, Or
cmpop: Eq, Gt, GtE, In, Is, IsNot, Lt, LtE, NotEq, NotIn
comprehension(target iter ifs is_async)
@excepthandler: ExceptHandler(type name body)
@expr: Attribute(value attr ctx), Await(value), BinOp(left op right), BoolOp(op values), Call(func args keywords),
  Compare(left ops comparators), Constant(value kind), Dict(keys values), DictComp(key value generators),
  FormattedValue(value conversion format_spec), GeneratorExp(elt generators), IfExp(test body orelse),
  JoinedStr(values), Lambda(args body), List(elts ctx), ListComp(elt generators), Name(id ctx), NamedExpr(target
  value), Set(elts), SetComp(elt generators), Slice(lower upper step), Starred(value ctx), Subscript(value slice
  ctx), Tuple(elts ctx), UnaryOp(op operand), Yield(value), YieldFrom(value)
expr_context: Del, Load, Store
@keyword(arg value)
match_case(pattern guard body)
mod: Expression(body), FunctionType(argtypes returns), Interactive(body), Module(body type_ignores)
operator: Add, BitAnd, BitOr, BitXor, Div, FloorDiv, LShift, MatMult, Mod, Mult, Pow, RShift, Sub
@pattern: MatchAs(pattern name), MatchClass(cls patterns kwd_attrs kwd_patterns), MatchMapping(keys patterns rest),
  MatchOr(patterns), MatchSequence(patterns), MatchSingleton(value), MatchStar(name), MatchValue(value)
@stmt: AnnAssign(target annotation value simple), Assert(test msg), Assign(targets value type_comment),
  AsyncFor(target iter body orelse type_comment), AsyncFunctionDef(name args body decorator_list returns
  type_comment), AsyncWith(items body type_comment), AugAssign(target op value), Break, ClassDef(name bases keywords
  body decorator_list), Continue, Delete(targets), Expr(value), For(target iter body orelse type_comment),
  FunctionDef(name args body decorator_list returns type_comment), Global(names), If(test body orelse),
  Import(names), ImportFrom(module names level), Match(subject cases), Nonlocal(names), Pass, Raise(exc cause),
  Return(value), Try(body handlers orelse finalbody), TryStar(body handlers orelse finalbody), While(test body
  orelse), With(items body type_comment)
type_ignore: TypeIgnore(lineno tag)
unaryop: Invert, Not, UAdd, USub
withitem(context_expr optional_vars)
`;

const POSITION = ['lineno', 'col_offset', 'end_lineno', 'end_col_offset'];
const ONLY_AST = 0x400;

/** AST itself is written in Python: it takes fields by position and by name. */
const SOURCE = `
class AST:
    _fields = ()
    _attributes = ()
    __match_args__ = ()

    def __init__(self, *args, **named):
        fields = self._fields
        if len(args) > len(fields):
            plural = "" if len(fields) == 1 else "s"
            raise TypeError(f"{type(self).__name__} constructor takes at most {len(fields)} positional argument{plural}")
        for name, value in zip(fields, args):
            setattr(self, name, value)
        for name, value in named.items():
            if name in fields[: len(args)]:
                raise TypeError(f"{type(self).__name__} got multiple values for argument '{name}'")
            setattr(self, name, value)

    def __reduce__(self):
        return type(self), (), self.__dict__


AST.__module__ = "ast"


def _node(name, base, fields, attributes):
    namespace = {"_fields": fields, "__match_args__": fields, "_attributes": attributes, "__module__": "ast"}
    ends = attributes[2:] if base is AST and name != "pattern" else ()
    for field in (*_optional.get(name, ()), *ends):
        namespace[field] = None
    return type(name, (base,), namespace)


_optional = {
    "Return": ("value",), "AnnAssign": ("value",), "Raise": ("exc", "cause"), "Assert": ("msg",), "ImportFrom": ("module", "level"),
    "Yield": ("value",), "Slice": ("lower", "upper", "step"), "arg": ("annotation", "type_comment"),
    "arguments": ("vararg", "kwarg"), "keyword": ("arg",), "alias": ("asname",), "withitem": ("optional_vars",),
    "ExceptHandler": ("type", "name"), "Constant": ("kind",), "FormattedValue": ("format_spec",),
    "FunctionDef": ("returns", "type_comment"), "AsyncFunctionDef": ("returns", "type_comment"),
    "For": ("type_comment",), "AsyncFor": ("type_comment",), "With": ("type_comment",), "AsyncWith": ("type_comment",),
    "Assign": ("type_comment",), "match_case": ("guard",), "MatchAs": ("pattern", "name"), "MatchStar": ("name",), "MatchMapping": ("rest",),
}
`;

/** Name and fields of `name(a b)`. */
function parts(text: string): [string, string[]] {
  const [, name, fields] = /^(\w+)(?:\(([^)]*)\))?$/.exec(text.trim()) as RegExpExecArray;
  return [name, fields === undefined ? [] : fields.split(' ')];
}

function makeNodes(rt: Runtime, dict: Address): Record<string, Address> {
  const made: Record<string, Address> = {};
  const make = rt.dictGet(dict, rt.name('_node'));
  const names = (list: readonly string[]) => rt.tuple(list.map((name) => rt.name(name)));
  const add = (text: string, base: Address, positions: readonly string[]) => {
    const [name, fields] = parts(text);
    return (made[name] = rt.call(make, [rt.name(name), base, names(fields), names(positions)]));
  };
  const ast = rt.dictGet(dict, rt.name('AST'));
  for (const row of NODES.trim().split(/\n(?! )/)) {
    const [head, kinds] = row.split(':');
    const hasPosition = head.startsWith('@');
    const positions = hasPosition ? POSITION : [];
    const base = add(hasPosition ? head.slice(1) : head, ast, positions);
    for (const kind of kinds?.split(',') ?? []) add(kind, base, positions);
  }
  return made;
}

export const AST_MODULE: ModuleDefinition = {
  name: '_ast',
  attributes: (rt, module) => {
    const dict = moduleDict(rt, module);
    rt.compiler.execute(rt.compiler.compile(new TextEncoder().encode(SOURCE), '<_ast>', 'exec'), dict, dict);
    return {
      ...makeNodes(rt, dict),
      PyCF_ONLY_AST: rt.int(ONLY_AST),
      PyCF_TYPE_COMMENTS: rt.int(0x1000),
      PyCF_ALLOW_TOP_LEVEL_AWAIT: rt.int(0x2000),
    };
  },
};
