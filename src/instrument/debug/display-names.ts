/**
 * Function names as a person would write them.
 *
 * The linker's names carry everything that the mangled name did: parameter types, ABI tags, the library's inline
 * version namespace. DWARF names carry some of it in template arguments. Both come out as "std::vector<int>::push_back".
 */

const ENTRY_POINTS = new Set(['__main_argc_argv', '__original_main', '__main_void']);

/** Longer names than any program has are shown as they are: simplifying is quadratic in the worst case. */
const MAXIMUM_LENGTH = 20_000;

/** A qualified name out of DWARF, without what only the library's authors need to see. */
export function displayName(name: string): string {
  if (ENTRY_POINTS.has(name)) return 'main';
  if (name.length > MAXIMUM_LENGTH || !/[ '[_]/.test(name)) return name;
  const plain = name
    .replace(/\bstd::__[12]::/g, 'std::')
    .replace(/\[abi:[^\]]*\]/g, '')
    .replace(/'lambda\d*'/g, '{lambda}')
    .replace(/>(?: >)+/g, (closings) => closings.replaceAll(' ', ''));
  return withoutDefaults(plain, ', std::char_traits<', ', std::allocator<', ', std::less<').replaceAll(
    'std::basic_string<char>',
    'std::string',
  );
}

/** Without template arguments that begin so and are the last of their list: what everyone leaves to the default. */
function withoutDefaults(name: string, ...arguments_: string[]): string {
  let shorter = name;
  for (const argument of arguments_) {
    for (let at = shorter.lastIndexOf(argument); at >= 0; at = at > 0 ? shorter.lastIndexOf(argument, at - 1) : -1) {
      const end = closing(shorter, at + argument.length - 1, '<', '>');
      const next = shorter[end + 1];
      if (end > 0 && (next === '>' || next === ',')) shorter = shorter.slice(0, at) + shorter.slice(end + 1);
    }
  }
  return shorter;
}

/** A name out of the name section as it stands, but for the compiler's own names of main. */
export function symbolName(name: string): string {
  return ENTRY_POINTS.has(name) ? 'main' : name;
}

/** A name out of the name section: as `displayName`, without parameter list and result type. */
export function displayLinkerName(name: string): string {
  return name.length > MAXIMUM_LENGTH ? name : displayName(withoutParameters(name));
}

/**
 * "ns::Class<T>::method(int) const" without "(int) const". The list opens at the first parenthesis outside angle
 * brackets that is neither "(anonymous namespace)" nor the "()" of "operator()". What follows a list with "::" (a
 * lambda or local class) belongs to the name.
 */
function withoutParameters(name: string): string {
  let kept = '';
  let depth = 0;
  let from = 0;
  for (let i = 0; i < name.length; i++) {
    const c = name[i];
    if (name.startsWith('operator', i) && !/[\w$]/.test(name[i - 1] ?? ' ')) {
      i += (/^operator(\(\)|\[\]|->\*?|<=>|<<=?|>>=?|[<>]=?)?/.exec(name.slice(i, i + 12))?.[0].length ?? 1) - 1;
    } else if (c === '<') {
      depth++;
    } else if (c === '>' && name[i - 1] !== '-') {
      depth--;
    } else if (c === '(' && depth === 0) {
      const end = closing(name, i, '(', ')');
      if (end < 0) break;
      if (name.startsWith('(anonymous namespace)', i) || name.slice(0, i).endsWith('decltype')) {
        i = end;
        continue;
      }
      kept += name.slice(from, i);
      const rest = /^(?: const| volatile| &&?)*(?=::)/.exec(name.slice(end + 1));
      if (rest === null) return kept === '' ? name : withoutResult(kept);
      from = end + 1 + rest[0].length;
      i = from - 1;
    }
  }
  return withoutResult(kept + name.slice(from));
}

/** Position of the bracket that closes the one at `from`, or -1. */
function closing(name: string, from: number, opener: string, closer: string): number {
  let depth = 0;
  for (let i = from; i < name.length; i++) {
    if (name[i] === opener) depth++;
    else if (name[i] === closer && --depth === 0) return i;
  }
  return -1;
}

/** Template functions carry their result type in front: cut at the last space outside brackets, before "operator". */
function withoutResult(name: string): string {
  const operator = name.search(/\boperator\b/);
  const end = operator < 0 ? name.length : operator;
  let depth = 0;
  for (let i = end - 1; i >= 0; i--) {
    const c = name[i];
    if (c === '>' || c === ')' || c === '}') depth++;
    else if (c === '<' || c === '(' || c === '{') depth--;
    else if (c === ' ' && depth === 0) return name.slice(i + 1);
  }
  return name;
}
