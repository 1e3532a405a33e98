/** What is unpacked of Unicode, against the installed CPython character by character. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { characterNamed, nameOf } from './names.js';
import { openForTest } from '../../../testing/open-for-test.js';

/** SHA-256 of the names of these characters in CPython 3.11, one on a line. */
const NAMES_DIGEST = '5fb8eee6f5be70224c7bcfb10cc7ad1276c066f3aae2a298f9e607f36ad3a342';
/** The same of the answers of predicates and of the other forms (SCRIPT). */
const FACTS_DIGEST = '5103ed6671613cb1e8127373474dfc589338798725e045c91dd90c7572af7104';

const LAST = 0x10ffff;
/** All that Unicode 14 has assigned, and some of what it has not. */
const CODES = Array.from({ length: LAST + 1 }, (_, c) => c).filter(
  (c) => c < 0x31400 || (c >= 0xe0000 && c < 0xe0200) || c % 997 === 0,
);
const PREDICATES =
  'isalpha isdecimal isdigit isnumeric isspace isupper islower istitle isprintable isidentifier isalnum'.split(' ');
const FORMS = 'upper lower title casefold swapcase capitalize'.split(' ');

const SCRIPT = `
import hashlib, sys, unicodedata
if sys.version_info[:2] != (3, 11):
    sys.exit(1)
names, facts = hashlib.sha256(), hashlib.sha256()
for code in range(0x110000):
    if not (code < 0x31400 or 0xe0000 <= code < 0xe0200 or code % 997 == 0):
        continue
    c = chr(code)
    names.update((unicodedata.name(c, "") + "\\n").encode())
    answers = "".join("01"[getattr(c, p)()] for p in ${JSON.stringify(PREDICATES)})
    forms = " ".join(",".join(str(ord(x)) for x in getattr(c, f)()) for f in ${JSON.stringify(FORMS)})
    facts.update((answers + " " + forms + "\\n").encode())
print(names.hexdigest(), facts.hexdigest())
`;

function installedDigests(): string[] | undefined {
  try {
    return execFileSync('python3', ['-c', SCRIPT], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim()
      .split(' ');
  } catch {
    return undefined;
  }
}

describe('characters', () => {
  it('have the names that CPython knows', () => {
    const hash = createHash('sha256');
    for (const c of CODES) hash.update(`${nameOf(c) ?? ''}\n`);
    expect(hash.digest('hex')).toBe(NAMES_DIGEST);
  });

  it('are found by name or alias, in any case', () => {
    for (let c = 0; c <= LAST; c += 101) {
      const name = nameOf(c);
      if (name !== undefined) expect(characterNamed(name)).toBe(c);
    }
    expect(characterNamed('LINE FEED')).toBe(10);
    expect(characterNamed('greek small letter alpha')).toBe(0x3b1);
    expect(characterNamed('CJK UNIFIED IDEOGRAPH-04E2D')).toBe(0x4e2d);
    for (const wrong of ['', 'cjk unified ideograph-4e2d', 'HANGUL SYLLABLE X', 'SPACES', 'ſpace'])
      expect(characterNamed(wrong)).toBe(undefined);
  });

  it('answer every question as CPython’s do', () => {
    const rt = openForTest();
    const hash = createHash('sha256');
    const block = rt.kernel.allocBlock(8);
    for (const c of CODES) {
      rt.views.setWord(block, c);
      const s = rt.kernel.strOf(block, 4, 0, 1);
      const answers = PREDICATES.map((name) => {
        const truth = rt.kernel[`str_${name}`](s);
        return truth === rt.bool(true) ? '1' : '0';
      });
      const forms = FORMS.map((name) => {
        const form = rt.kernel[`str_${name}`](s);
        const text = Array.from(rt.text(form), (x) => x.codePointAt(0)).join(',');
        rt.decref(form);
        return text;
      });
      rt.decref(s);
      hash.update(`${answers.join('')} ${forms.join(' ')}\n`);
    }
    expect(hash.digest('hex')).toBe(FACTS_DIGEST);
  });

  it.skipIf(installedDigests() === undefined)('are those of the installed CPython', () => {
    expect(installedDigests()).toEqual([NAMES_DIGEST, FACTS_DIGEST]);
  });
});
