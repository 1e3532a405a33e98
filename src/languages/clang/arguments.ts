/**
 * A clang command line, taken apart: what to do, with which inputs, and which options concern the compiler, the linker
 * or the search for headers. Unknown options are left to clang, which knows what to say about them.
 *
 * Invariant: the inputs and link options in `linkItems` keep their order, since archives are searched in order.
 */
import type { IncludeSearch } from './collect.js';
import { suffixOf } from './paths.js';

export type Mode = 'link' | 'object' | 'assembly' | 'preprocess' | 'dependencies' | 'syntax' | 'query';

export interface Input {
  /** As typed. `-` is standard input. */
  path: string;
  /** The -x in force, or ''. */
  language: string;
  kind: 'source' | 'assembler' | 'linkable';
  cplusplus: boolean;
}

export type LinkItem = { input: Input } | { option: string[] };

export interface DependencyOptions {
  /** -M and -MD list system headers too, -MM and -MMD do not. */
  system: boolean;
  /** -MF */
  file: string | undefined;
  /** -MT, -MQ, -MP, -MG as given. */
  options: string[];
  named: boolean;
}

export interface Invocation {
  mode: Mode;
  inputs: Input[];
  output: string | undefined;
  /** For each source, in order; without -c, -o, -x, -M…. */
  compileOptions: string[];
  linkItems: LinkItem[];
  /** -L */
  libraryDirectories: string[];
  search: IncludeSearch;
  dependencies: DependencyOptions | undefined;
  shared: boolean;
  /** -nostdlib and its kin, as typed. */
  without: Set<string>;
  /** The last argument, when it is an option that wants another one after it. */
  incomplete: string | undefined;
  /** Options that are meant for neither clang's compiler nor the linker as far as this table knows. */
  unrecognised: string[];
}

/** Options whose value may be (or must be) the next argument, by what the value means. */
const VALUE_OPTIONS: Record<
  string,
  'quote' | 'include' | 'after' | 'forced' | 'macro' | 'library' | 'directory' | 'link' | 'compile'
> = {
  '-iquote': 'quote',
  '-I': 'include',
  '-isystem': 'include',
  '-cxx-isystem': 'include',
  '-idirafter': 'after',
  '-include': 'forced',
  '-imacros': 'forced',
  '-D': 'macro',
  '-U': 'compile',
  '-l': 'library',
  '-L': 'directory',
  '-Xlinker': 'link',
  '-z': 'link',
  '-u': 'link',
  '-e': 'link',
  '-T': 'link',
  '-rpath': 'link',
  '-Xclang': 'compile',
  '-Xpreprocessor': 'compile',
  '-Xassembler': 'compile',
  '-mllvm': 'compile',
  '-target': 'compile',
  '--param': 'compile',
  '-isysroot': 'compile',
  '-iprefix': 'compile',
  '-iwithprefix': 'compile',
  '-iwithprefixbefore': 'compile',
  '-include-pch': 'compile',
  '-ivfsoverlay': 'compile',
  '-resource-dir': 'compile',
  '-serialize-diagnostics': 'compile',
  '-arch': 'compile',
  '-G': 'compile',
  '-MJ': 'compile',
  '-dumpbase': 'compile',
};
const OTHER_VALUE_OPTIONS = new Set(['-o', '-x', '-MF', '-MT', '-MQ']);

/** Whether the argument after this one belongs to it. */
export function takesNextArgument(option: string): boolean {
  return Object.hasOwn(VALUE_OPTIONS, option) || OTHER_VALUE_OPTIONS.has(option);
}

const JOINABLE = [
  '-iquote',
  '-isystem',
  '-cxx-isystem',
  '-idirafter',
  '-include',
  '-imacros',
  '-I',
  '-D',
  '-U',
  '-l',
  '-L',
  '-z',
  '-u',
  '-e',
  '-T',
];

/** Nothing that these ask for exists on WebAssembly, or it is always so: programs are static and single-threaded. */
const WITHOUT_EFFECT = new Set([
  '-fPIC',
  '-fpic',
  '-fPIE',
  '-fpie',
  '-fno-pic',
  '-fno-PIC',
  '-fno-pie',
  '-fno-PIE',
  '-pie',
  '-no-pie',
  '-static',
  '-pthread',
  '-pipe',
  '-rdynamic',
  '-static-libgcc',
  '-static-libstdc++',
  '-s',
  '-fno-plt',
]);
const QUERIES = new Set([
  '--version',
  '-dumpmachine',
  '-dumpversion',
  '-###',
  '--help',
  '-help',
  '--help-hidden',
  '-v',
  '-print-supported-cpus',
]);
const CPLUSPLUS_SUFFIXES = new Set([
  '.cc',
  '.cp',
  '.cxx',
  '.cpp',
  '.CPP',
  '.c++',
  '.C',
  '.CXX',
  '.CC',
  '.ii',
  '.cppm',
  '.ixx',
  '.hpp',
  '.hh',
  '.hxx',
  '.H',
]);
const C_SUFFIXES = new Set(['.c', '.i', '.h', '.ll', '.bc']);
const ASSEMBLER_SUFFIXES = new Set(['.s', '.S', '.sx']);

/** Whether clang compiles a file of this name (rather than hand it to the linker). */
export function isSourceName(path: string): boolean {
  const suffix = suffixOf(path);
  return C_SUFFIXES.has(suffix) || CPLUSPLUS_SUFFIXES.has(suffix) || ASSEMBLER_SUFFIXES.has(suffix);
}

export function classifyArguments(argv: readonly string[], driver: 'clang' | 'clang++'): Invocation {
  const result: Invocation = {
    mode: 'link',
    inputs: [],
    output: undefined,
    compileOptions: [],
    linkItems: [],
    libraryDirectories: [],
    search: { quote: [], all: [], forced: [], macroValues: [] },
    dependencies: undefined,
    shared: false,
    without: new Set(),
    incomplete: !argv.includes('--') && takesNextArgument(argv.at(-1) ?? '') ? argv.at(-1) : undefined,
    unrecognised: [],
  };
  const after: string[] = [];
  let language = '';
  let optionsEnd = false;
  const dependencies = {
    asked: false,
    only: false,
    system: false,
    file: undefined as string | undefined,
    options: [] as string[],
    named: false,
  };
  for (let at = 0; at < argv.length; at++) {
    const arg = argv[at]!;
    if (optionsEnd || arg === '-' || !arg.startsWith('-')) {
      const input = inputOf(arg, language, driver);
      result.inputs.push(input);
      result.linkItems.push({ input });
      continue;
    }
    if (arg === '--') {
      optionsEnd = true;
    } else if (arg === '-c' || arg === '-S' || arg === '-E' || arg === '-fsyntax-only') {
      // A question outranks all, -E the other steps, and -S outranks -c, whatever their order.
      const asked: Mode = arg === '-c' ? 'object' : arg === '-S' ? 'assembly' : arg === '-E' ? 'preprocess' : 'syntax';
      const ranks: Mode[] = ['link', 'object', 'assembly', 'syntax', 'preprocess', 'query'];
      if (ranks.indexOf(asked) > ranks.indexOf(result.mode)) result.mode = asked;
    } else if (arg === '-o') {
      result.output = argv[++at];
    } else if (arg.startsWith('-o') && !arg.startsWith('-object')) {
      result.output = arg.slice(2);
    } else if (arg.startsWith('-x')) {
      language = arg === '-x' ? (argv[++at] ?? '') : arg.slice(2);
      if (language === 'none') language = '';
    } else if (arg === '-M' || arg === '-MM' || arg === '-MD' || arg === '-MMD') {
      dependencies.asked = true;
      if (arg === '-M' || arg === '-MM') dependencies.only = true;
      if (arg === '-M' || arg === '-MD') dependencies.system = true;
    } else if (/^-M[FTQ]/.test(arg)) {
      const value = arg.length > 3 ? arg.slice(3) : (argv[++at] ?? '');
      if (arg[2] === 'F') dependencies.file = value;
      else {
        dependencies.options.push(arg.slice(0, 3), value);
        dependencies.named = true;
      }
    } else if (arg === '-MP' || arg === '-MG' || arg === '-MV') {
      dependencies.options.push(arg);
    } else if (QUERIES.has(arg) || /^-{1,2}print-/.test(arg)) {
      if (arg === '-v') result.compileOptions.push(arg);
      else result.mode = 'query';
    } else if (arg === '-shared') {
      result.shared = true;
    } else if (/^-(nostdlib|nodefaultlibs|nostartfiles|nostdlib\+\+|nolibc)$/.test(arg)) {
      result.without.add(arg);
    } else if (WITHOUT_EFFECT.has(arg)) {
      continue;
    } else if (arg.startsWith('-Wl,')) {
      result.linkItems.push({ option: arg.slice(4).split(',') });
    } else if (arg === '-r') {
      result.linkItems.push({ option: ['-r'] });
    } else {
      at += takeOption(result, after, argv, at);
    }
  }
  result.search.all.push(...after);
  if (dependencies.asked) {
    result.dependencies = {
      system: dependencies.system,
      file: dependencies.file,
      options: dependencies.options,
      named: dependencies.named,
    };
    if (dependencies.only && result.mode !== 'query') result.mode = 'dependencies';
  }
  if (argv.includes('-v') && result.inputs.length === 0) result.mode = 'query';
  return result;
}

/** Takes one option with its value. @returns how many further arguments it used. */
function takeOption(result: Invocation, after: string[], argv: readonly string[], at: number): number {
  const arg = argv[at]!;
  let name = arg;
  let value: string | undefined;
  let used = 0;
  if (name in VALUE_OPTIONS) {
    value = argv[at + 1];
    used = 1;
  } else {
    const joined = JOINABLE.find((option) => arg.startsWith(option));
    // -include-pch, -iquote and the like begin with shorter options; only a letter that no longer option claims is joined.
    if (joined !== undefined && !/^-(idirafter|include-pch|undef|emit-.*)$/.test(arg)) {
      name = joined;
      value = arg.slice(joined.length);
    }
  }
  const typed = value === undefined ? [arg] : used === 1 ? [arg, value] : [arg];
  switch (value === undefined ? undefined : VALUE_OPTIONS[name]) {
    case 'library':
      result.linkItems.push({ option: [`-l${value!}`] });
      return used;
    case 'directory':
      result.libraryDirectories.push(value!);
      return used;
    case 'link':
      result.linkItems.push({ option: name === '-Xlinker' ? [value!] : [name, value!] });
      return used;
    case 'quote':
      result.search.quote.push(value!);
      break;
    case 'include':
      result.search.all.push(value!);
      break;
    case 'after':
      after.push(value!);
      break;
    case 'forced':
      result.search.forced.push(value!);
      break;
    case 'macro': {
      const equals = value!.indexOf('=');
      if (equals >= 0) result.search.macroValues.push(value!.slice(equals + 1));
      break;
    }
    case 'compile':
      break;
    case undefined:
      if (
        !/^-([fmWgOwp]|std=|ansi|pedantic|trigraphs|dM|dD|dI|C$|CC$|P$|H$|undef|nostdinc|Q)/.test(arg) &&
        !arg.startsWith('--')
      )
        result.unrecognised.push(arg);
  }
  result.compileOptions.push(...typed);
  return used;
}

function inputOf(path: string, language: string, driver: 'clang' | 'clang++'): Input {
  if (language !== '') {
    return {
      path,
      language,
      kind: language.startsWith('assembler') ? 'assembler' : 'source',
      cplusplus: language.startsWith('c++'),
    };
  }
  const suffix = suffixOf(path);
  if (ASSEMBLER_SUFFIXES.has(suffix)) return { path, language: '', kind: 'assembler', cplusplus: false };
  const cplusplus = CPLUSPLUS_SUFFIXES.has(suffix) || (driver === 'clang++' && (suffix === '.c' || suffix === '.h'));
  const kind = path === '-' || cplusplus || C_SUFFIXES.has(suffix) ? 'source' : 'linkable';
  return { path, language: '', kind, cplusplus };
}
