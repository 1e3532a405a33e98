/** The functions of builtins that compile and run code, and import. */
import type { Address } from '../../../base/ids.js';
import { FREE_NAMES } from '../../format/frames.js';
import { BUILTINS, NONE } from '../../format/memory-map.js';
import { LENGTH } from '../../format/objects.js';
import {
  CELL_TYPE,
  CODE_TYPE,
  GET_BUFFER,
  IS_BYTES,
  RUNTIME_ERROR,
  TUPLE_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import type { CompileMode, GivenSource } from '../../runtime/compiler.js';
import type { MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { TreeReader } from '../ast/tree-reader.js';
import { native } from '../native.js';
import { decodedPath } from '../posix/paths.js';
import { namedArguments } from '../sys/breakpoints.js';

/** The bytes of a source that is given as a str or as any bytes-like object. */
function sourceOf(rt: Runtime, p: Address, function_: string, kinds: string): Uint8Array {
  let source: Uint8Array;
  if (rt.isString(p)) source = new TextEncoder().encode(rt.text(p));
  else if (rt.views.word(rt.typeOf(p) + GET_BUFFER) !== 0) source = rt.buffer(p);
  else return rt.raise(TYPE_ERROR, `${function_}() arg 1 must be a ${kinds}`);
  if (source.includes(0)) rt.raise(VALUE_ERROR, 'source code string cannot contain null bytes');
  return source;
}

const SPACE = 0x20;
const TAB = 0x09;

/** The closure of code with so many free variables: 0 is none. */
function checkClosure(rt: Runtime, free: number, closure: Address): void {
  if (free === 0) {
    if (closure !== 0) rt.raise(TYPE_ERROR, 'cannot use a closure with this code object');
    return;
  }
  const cells = closure !== 0 && rt.typeOf(closure) === TUPLE_TYPE ? rt.tupleItems(closure) : [];
  if (cells.length !== free || cells.some((cell) => rt.typeOf(cell) !== CELL_TYPE))
    rt.raise(TYPE_ERROR, `code object requires a closure of exactly length ${free}`);
}

/** eval and exec: code or a source in namespaces, which are those of the caller where they are not given. */
function run(rt: Runtime, name: 'eval' | 'exec', [source, globals, locals, closure]: readonly Address[]): Address {
  const given = (p: Address | undefined): p is Address => p !== undefined && p !== 0 && p !== NONE;
  if (given(globals) && !rt.isDict(globals)) {
    const shown = rt.shownTypeName(rt.typeOf(globals));
    rt.raise(
      TYPE_ERROR,
      name === 'exec'
        ? `exec() globals must be a dict, not ${shown}`
        : rt.optionalAttribute(globals, '__getitem__') !== 0
          ? 'globals must be a real dict; try eval(code, {}, mapping)'
          : 'globals must be a dict',
    );
  }
  const inGlobals = given(globals) ? globals : rt.compiler.globals();
  const inLocals = given(locals) ? locals : given(globals) ? globals : rt.compiler.locals();
  if (rt.optionalAttribute(inLocals, '__getitem__') === 0) {
    rt.raise(
      TYPE_ERROR,
      `locals must be a mapping${name === 'exec' ? ` or None, not ${rt.shownTypeName(rt.typeOf(inLocals))}` : ''}`,
    );
  }
  const builtins = rt.name('__builtins__');
  if (rt.dictGet(inGlobals, builtins) === 0) rt.dictSet(inGlobals, builtins, rt.views.word(BUILTINS));
  if (rt.typeOf(source) === CODE_TYPE) {
    const free = rt.views.word(rt.views.word(source + FREE_NAMES) + LENGTH);
    if (name === 'eval') {
      if (free > 0) rt.raise(TYPE_ERROR, 'code object passed to eval() may not contain free variables');
    } else checkClosure(rt, free, given(closure) ? closure : 0);
    return rt.compiler.execute(source, inGlobals, inLocals, given(closure ?? 0) ? closure : 0);
  }
  if (given(closure ?? 0)) rt.raise(TYPE_ERROR, 'closure can only be used when source is a code object');
  const text = sourceOf(rt, source, name, 'string, bytes or code object');
  const start = name === 'eval' ? text.findIndex((byte) => byte !== SPACE && byte !== TAB) : 0;
  const code = rt.compiler.compile(text.subarray(Math.max(0, start)), '<string>', name, {
    isText: rt.isString(source),
  });
  return rt.compiler.execute(code, inGlobals, inLocals);
}

/** Of compile(): the tree instead of code. */
const ONLY_AST = 0x400n;
/** Those of `__future__`, and of the compiler: PyCF_MASK and its like. */
const KNOWN_FLAGS = 0x1fe_0000n | 0x7600n | 0x10n;
const MODES: readonly string[] = ['exec', 'eval', 'single'] satisfies CompileMode[];

/** The nodes of a tree: its dump, read in the namespace of their types. */
function treeOf(rt: Runtime, source: Uint8Array, fileName: string, mode: CompileMode, given: GivenSource): Address {
  const dump = new TextEncoder().encode(rt.compiler.dump(source, fileName, mode, given));
  const nodes = rt.attribute(rt.importer.import('_ast', 0, 0, 0), '__dict__');
  return rt.compiler.execute(rt.compiler.compile(dump, '<ast>', 'eval'), nodes, nodes);
}

/** Whether it is a node of a tree; then its module has been imported. */
function isNode(rt: Runtime, p: Address): boolean {
  if (rt.isString(p) || rt.hasFlag(p, IS_BYTES)) return false;
  const module = rt.dictGet(rt.sysAttribute('modules'), rt.name('_ast'));
  return module !== 0 && rt.isInstanceOf(p, rt.attribute(module, 'AST'));
}

export const CODE_FUNCTIONS: readonly MethodDefinition[] = [
  native('eval', 'source, globals=None, locals=None, /', (rt, _, args) => run(rt, 'eval', args)),
  native('exec', 'source, globals=None, locals=None, /, *, closure=None', (rt, _, args) => {
    run(rt, 'exec', args);
    return NONE;
  }),
  native(
    'compile',
    'source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1',
    (rt, _, [source, fileName, mode, flags, , optimize]) => {
      const file = decodedPath(rt, fileName);
      const wantedFlags = flags === 0 ? 0n : rt.bigInt(rt.index(flags));
      if ((wantedFlags & ~KNOWN_FLAGS) !== 0n) rt.raise(VALUE_ERROR, 'compile(): unrecognised flags');
      const level = optimize === 0 ? -1n : rt.bigInt(rt.index(optimize));
      if (level < -1n || level > 2n) rt.raise(VALUE_ERROR, 'compile(): invalid optimize value');
      if (!rt.isString(mode))
        rt.raise(TYPE_ERROR, `compile() argument 'mode' must be str, not ${rt.shownTypeName(rt.typeOf(mode))}`);
      const wanted = rt.text(mode);
      if (!MODES.includes(wanted)) rt.raise(VALUE_ERROR, "compile() mode must be 'exec', 'eval' or 'single'");
      if (rt.typeOf(source) === CODE_TYPE) return source;
      const isTree = (wantedFlags & ONLY_AST) !== 0n;
      const isGivenTree = isNode(rt, source);
      if (isTree && isGivenTree) return source;
      const as = wanted as CompileMode;
      if (isGivenTree) return rt.compiler.compileTree(new TreeReader(rt).module(source, as), file, as);
      const text = sourceOf(rt, source, 'compile', 'string, bytes or AST object');
      const isText = rt.isString(source);
      return isTree ? treeOf(rt, text, file, as, { isText }) : rt.compiler.compile(text, file, as, { isText });
    },
  ),
  native('breakpoint', '*args, **kws', (rt, _, [args, keywords]) => {
    const hook = rt.sysAttribute('breakpointhook');
    if (hook === 0) rt.raise(RUNTIME_ERROR, 'lost sys.breakpointhook');
    return rt.call(hook, rt.tupleItems(args), namedArguments(rt, keywords));
  }),
  native(
    '__import__',
    'name, globals=None, locals=None, fromlist=(), level=0',
    (rt, _, [name, globals, , names, level]) => {
      if (!rt.isString(name)) rt.raise(TYPE_ERROR, 'module name must be a string');
      const from = globals === NONE ? 0 : globals;
      return rt.importer.import(rt.text(name), from, names, level === 0 ? 0 : (rt.compactInt(rt.index(level)) ?? 0));
    },
  ),
];
