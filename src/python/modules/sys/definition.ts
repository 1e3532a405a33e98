/** The module sys: what the interpreter tells about itself. The version is that of the language and library: CPython 3.11. */
import type { Address } from '../../../base/ids.js';
import { DEPTH_LEFT, HANDLED_TOP, NONE } from '../../format/memory-map.js';
import { HANDLED_BELOW, HANDLED_VALUE } from '../../format/frames.js';
import { ONE_ARGUMENT, TRACEBACK } from '../../format/objects.js';
import {
  BASE_EXCEPTION,
  OVERFLOW_ERROR,
  RECURSION_ERROR,
  RUNTIME_ERROR,
  SIMPLE_NAMESPACE_TYPE,
  STR_TYPE,
  SYSTEM_EXIT,
  TUPLE_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import { method, type MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { cInt } from '../c-int.js';
import { native } from '../native.js';
import { makeStructSequence, structSequence } from '../struct-sequence.js';
import { ASYNC_HOOK_FUNCTIONS } from './async-hooks.js';
import { ORIGIN_FUNCTIONS } from './coroutine-origins.js';
import { BREAKPOINT_HOOK } from './breakpoints.js';
import { MEMORY_FUNCTIONS } from './memory.js';
import { TRACING_FUNCTIONS } from './tracing.js';

const VERSION = [3, 11, 2] as const;
const HEX_VERSION = (VERSION[0] << 24) | (VERSION[1] << 16) | (VERSION[2] << 8) | 0xf0;
const MAX_SIZE = 2n ** 63n - 1n;
/** A limit of digits below it would be in the way of most programs. */
const LEAST_STR_DIGITS = 640;
const HIGHEST_LIMIT = 2 ** 31 - 1;

/** The argument becomes what `raise SystemExit, status` made of it once: None is none, a tuple has them all. */
function exit(rt: Runtime, status: Address): never {
  if (status !== 0 && rt.isInstance(status, SYSTEM_EXIT)) rt.raiseInstance(status);
  const args =
    status === 0 || status === NONE ? [] : rt.isInstance(status, TUPLE_TYPE) ? rt.tupleItems(status) : [status];
  rt.raiseInstance(rt.call(SYSTEM_EXIT, args));
}

/** The exception that is being handled, or 0. */
export function handledException(rt: Runtime): Address {
  for (let item = rt.views.word(HANDLED_TOP); item !== 0; item = rt.views.word(item + HANDLED_BELOW)) {
    const value = rt.views.word(item + HANDLED_VALUE);
    if (value !== 0 && value !== NONE) return value;
  }
  return 0;
}

function setRecursionLimit(rt: Runtime, p: Address): Address {
  const limit = rt.bigInt(rt.index(p));
  if (limit > HIGHEST_LIMIT) rt.raise(OVERFLOW_ERROR, 'Python int too large to convert to C int');
  if (limit < 1) rt.raise(VALUE_ERROR, 'recursion limit must be greater or equal than 1');
  // CPython counts the call of this function, too.
  const depth = rt.recursionLimit - rt.views.word(DEPTH_LEFT) + 1;
  if (depth >= limit)
    rt.raise(
      RECURSION_ERROR,
      `cannot set the recursion limit to ${limit} at the recursion depth ${depth}: the limit is too low`,
    );
  rt.recursionLimit = Number(limit);
  rt.views.setWord(DEPTH_LEFT, Number(limit) - depth + 1);
  return NONE;
}

const FUNCTIONS: readonly MethodDefinition[] = [
  native('exit', 'status=None, /', (rt, _, [status]) => exit(rt, status)),
  ...MEMORY_FUNCTIONS,
  ...ASYNC_HOOK_FUNCTIONS,
  ...ORIGIN_FUNCTIONS,
  native('getrecursionlimit', '', (rt) => rt.int(rt.recursionLimit)),
  native('get_int_max_str_digits', '', (rt) => rt.int(rt.kernel.int_max_str_digits())),
  native('set_int_max_str_digits', 'maxdigits', (rt, _, [limit]) => {
    const digits = cInt(rt, limit);
    if (digits !== 0 && digits < LEAST_STR_DIGITS)
      rt.raise(VALUE_ERROR, `maxdigits must be 0 or larger than ${LEAST_STR_DIGITS}`);
    rt.kernel.int_set_max_str_digits(digits);
    return NONE;
  }),
  native('setrecursionlimit', 'limit, /', (rt, _, [limit]) => setRecursionLimit(rt, limit)),
  native('exc_info', '', (rt) => {
    const exception = handledException(rt);
    if (exception === 0) return rt.tuple([NONE, NONE, NONE]);
    return rt.tuple([rt.typeOf(exception), exception, rt.views.word(exception + TRACEBACK) || NONE]);
  }),
  native('exception', '', (rt) => handledException(rt) || NONE),
  method(
    'intern',
    ONE_ARGUMENT,
    (rt, _, text) => {
      if (!rt.isString(text))
        rt.raise(TYPE_ERROR, `intern() argument must be str, not ${rt.shownTypeName(rt.typeOf(text))}`);
      if (rt.typeOf(text) !== STR_TYPE) rt.raise(TYPE_ERROR, `can't intern ${rt.shownTypeName(rt.typeOf(text))}`);
      return rt.internHere(text);
    },
    "``Intern'' the given string.",
  ),
  native('getdefaultencoding', '', (rt) => rt.string('utf-8')),
  native('getfilesystemencoding', '', (rt) => rt.string('utf-8')),
  native('getfilesystemencodeerrors', '', (rt) => rt.string('surrogateescape')),
  native('is_finalizing', '', (rt) => rt.bool(rt.isFinalizing)),
  native('getswitchinterval', '', (rt) => rt.float(0.005)),
  native('setswitchinterval', 'interval, /', () => NONE),
  ...TRACING_FUNCTIONS,
  BREAKPOINT_HOOK,
  native('displayhook', 'object, /', (rt, _, [value]) => {
    if (value === NONE) return NONE;
    const builtins = rt.importModule('builtins');
    rt.setAttribute(builtins, '_', NONE);
    const out = rt.sysAttribute('stdout');
    if (out === 0 || out === NONE) rt.raise(RUNTIME_ERROR, 'lost sys.stdout');
    rt.call(rt.attribute(out, 'write'), [rt.string(`${rt.text(rt.repr(value))}\n`)]);
    rt.setAttribute(builtins, '_', value);
    return NONE;
  }),
  native('excepthook', 'exctype, value, traceback, /', (rt, _, [, value]) => {
    const isException = rt.isInstance(value, BASE_EXCEPTION);
    rt.writeError(
      isException
        ? rt.exceptions.text(value)
        : `TypeError: print_exception(): Exception expected for value, ${rt.shownTypeName(rt.typeOf(value))} found\n`,
    );
    return NONE;
  }),
  native('unraisablehook', 'unraisable, /', (rt, _, [unraisable]) => {
    showUnraisable(rt, unraisable);
    return NONE;
  }),
  native('audit', 'event, /, *args', (rt, _, [event, args]) => {
    for (const hook of [...(auditHooks.get(rt) ?? [])]) rt.call(hook, [event, args]);
    return NONE;
  }),
  native('addaudithook', 'hook', (rt, _, [hook]) => {
    auditHooks.set(rt, [...(auditHooks.get(rt) ?? []), rt.hold(hook)]);
    return NONE;
  }),
  native('_getframe', 'depth=0, /', (rt, _, [depth]) => {
    const wanted = depth === 0 ? 0 : (rt.compactInt(rt.index(depth)) ?? 0);
    return rt.compiler.frame(wanted) || rt.raise(VALUE_ERROR, 'call stack is not deep enough');
  }),
];

/** What is called with each event of sys.audit: the program's own and its library's. */
const auditHooks = new WeakMap<Runtime, readonly Address[]>();

/** Says on sys.stderr what cannot be raised anywhere. At the end of a program, when sys has none any more, nobody hears of it. */
export function showUnraisable(rt: Runtime, unraisable: Address): void {
  const stream = rt.sysAttribute('stderr');
  if (stream !== 0 && stream !== NONE) rt.writeError(unraisableText(rt, unraisable));
}

/** Who it came from, the traceback, the last line. */
function unraisableText(rt: Runtime, unraisable: Address): string {
  const field = (name: string) => {
    const value = rt.attribute(unraisable, name);
    return value === NONE ? 0 : value;
  };
  const message = field('err_msg');
  const object = field('object');
  const words = message === 0 ? 'Exception ignored in' : rt.text(message);
  let head = '';
  if (object !== 0) head = `${words}: ${rt.text(rt.repr(object))}\n`;
  else if (message !== 0) head = `${words}:\n`;
  const traceback = field('exc_traceback');
  const entries = traceback === 0 ? '' : `Traceback (most recent call last):\n${rt.exceptions.traceback(traceback)}`;
  const value = field('exc_value');
  const last = value === 0 ? `${rt.exceptions.typeName(field('exc_type'))}\n` : rt.exceptions.plainLine(value);
  return head + entries + last;
}

/** A record with names, of a type of its own. */
function record(rt: Runtime, name: string, fields: Readonly<Record<string, Address>>): Address {
  const type = makeStructSequence(rt, { name: `sys.${name}`, fields: Object.keys(fields) });
  return structSequence(rt, type, Object.values(fields));
}

function facts(rt: Runtime): Record<string, Address> {
  const { surroundings } = rt;
  const text = (value: string) => rt.string(value);
  const version = record(rt, 'version_info', {
    major: rt.int(VERSION[0]),
    minor: rt.int(VERSION[1]),
    micro: rt.int(VERSION[2]),
    releaselevel: text('final'),
    serial: rt.int(0),
  });
  const flags = ['debug', 'inspect', 'interactive', 'optimize', 'dont_write_bytecode', 'no_user_site', 'no_site'];
  const moreFlags = ['ignore_environment', 'verbose', 'bytes_warning', 'quiet', 'hash_randomization', 'isolated'];
  const zeros = [...flags, ...moreFlags].map((name) => [name, rt.int(0)]);
  const library = surroundings.library.shownDirectory;
  return {
    version: text(`${VERSION.join('.')} (heapglass) [WebAssembly]`),
    version_info: version,
    hexversion: rt.int(HEX_VERSION),
    api_version: rt.int(1013),
    copyright: text(''),
    platform: text('linux'),
    abiflags: text(''),
    byteorder: text('little'),
    maxsize: rt.int(MAX_SIZE),
    maxunicode: rt.int(0x10_ffff),
    argv: rt.list(surroundings.arguments.map(text)),
    orig_argv: rt.list(['heapglass', ...surroundings.arguments].map(text)),
    path: rt.list([...surroundings.searchPath, library].map(text)),
    executable: text(''),
    prefix: text(library),
    base_prefix: text(library),
    exec_prefix: text(library),
    base_exec_prefix: text(library),
    platlibdir: text('lib'),
    pycache_prefix: NONE,
    dont_write_bytecode: rt.bool(true),
    meta_path: rt.list([]),
    path_hooks: rt.list([]),
    path_importer_cache: rt.dict(),
    warnoptions: rt.list([]),
    _xoptions: rt.dict(),
    float_repr_style: text('short'),
    flags: record(rt, 'flags', {
      ...Object.fromEntries(zeros),
      dev_mode: rt.bool(false),
      utf8_mode: rt.int(0),
      warn_default_encoding: rt.int(0),
      safe_path: rt.bool(false),
      int_max_str_digits: rt.int(-1),
    }),
    float_info: record(rt, 'float_info', {
      max: rt.float(Number.MAX_VALUE),
      max_exp: rt.int(1024),
      max_10_exp: rt.int(308),
      min: rt.float(2.2250738585072014e-308),
      min_exp: rt.int(-1021),
      min_10_exp: rt.int(-307),
      dig: rt.int(15),
      mant_dig: rt.int(53),
      epsilon: rt.float(Number.EPSILON),
      radix: rt.int(2),
      rounds: rt.int(1),
    }),
    int_info: record(rt, 'int_info', {
      bits_per_digit: rt.int(30),
      sizeof_digit: rt.int(4),
      default_max_str_digits: rt.int(4300),
      str_digits_check_threshold: rt.int(640),
    }),
    hash_info: record(rt, 'hash_info', {
      width: rt.int(64),
      modulus: rt.int(2n ** 61n - 1n),
      inf: rt.int(314159),
      nan: rt.int(0),
      imag: rt.int(1000003),
      algorithm: text('siphash13'),
      hash_bits: rt.int(64),
      seed_bits: rt.int(128),
      cutoff: rt.int(0),
    }),
    implementation: implementation(rt, version),
  };
}

function implementation(rt: Runtime, version: Address): Address {
  return rt.call(SIMPLE_NAMESPACE_TYPE, [], {
    name: rt.string('heapglass'),
    version,
    hexversion: rt.int(HEX_VERSION),
    cache_tag: NONE,
  });
}

export const SYS_MODULE: ModuleDefinition = {
  name: 'sys',
  doc: 'What the interpreter tells about itself, and what can be set.',
  functions: FUNCTIONS,
  attributes: facts,
};

/** The hooks as they are at the start, beside those that a program can replace. */
export function keepHooks(rt: Runtime): void {
  for (const name of ['breakpointhook', 'displayhook', 'excepthook', 'unraisablehook']) {
    rt.dictSet(rt.sysDict, rt.name(`__${name}__`), rt.dictGet(rt.sysDict, rt.name(name)));
  }
}
