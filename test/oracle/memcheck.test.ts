import { describe, expect, it } from 'vitest';
import { endingOf, readMemcheck } from './memcheck.js';
import { parseXml, textOf } from './xml.js';

describe('parseXml', () => {
  it('keeps elements, text and references', () => {
    const root = parseXml('<?xml version="1.0"?>\n<a><!-- no --><b k="v">1 &lt; 2 &#65;&#x42;</b><c/></a>\n');
    expect(root.children.map((child) => child.name)).toEqual(['b', 'c']);
    expect(textOf(root, 'b')).toBe('1 < 2 AB');
    expect(textOf(root, 'b/c')).toBeUndefined();
  });

  it('refuses documents that are broken', () => {
    expect(() => parseXml('<a><b></a>')).toThrow(/closes/);
    expect(() => parseXml('<a><b></b>')).toThrow(/cut off/);
  });
});

const frame = (file: string, line: number): string => `<frame><file>${file}</file><line>${line}</line></frame>`;
const stack = `<stack>${frame('vg_replace_strmem.c', 500)}${frame('own.c', 9)}${frame('own.c', 20)}</stack>`;

describe('readMemcheck', () => {
  it('takes line and count of errors, and what leaks directly', () => {
    const report = readMemcheck(
      `<valgrindoutput>
       <error><unique>0x0</unique><kind>InvalidWrite</kind><what>Invalid write of size 4</what>${stack}</error>
       <error><unique>0x1</unique><kind>SyscallParam</kind><what>Syscall param write(buf) points to</what>${stack}</error>
       <error><unique>0x2</unique><kind>SyscallParam</kind><what>Syscall param read(buf) points to</what>${stack}</error>
       <error><unique>0x3</unique><kind>Leak_DefinitelyLost</kind><xwhat><text>1,072 (1,024 direct, 48 indirect) bytes</text>
       <leakedbytes>1072</leakedbytes><leakedblocks>2</leakedblocks></xwhat>${stack}</error>
       <errorcounts><pair><count>3</count><unique>0x0</unique></pair></errorcounts></valgrindoutput>`,
      'own.c',
    );
    expect(report.findings).toEqual([
      { kind: 'InvalidWrite', line: 9, count: 3 },
      { kind: 'InvalidRead', line: 9, count: 1 },
      { kind: 'InvalidWrite', line: 9, count: 1 },
    ]);
    expect(report.leaks).toEqual([{ kind: 'definite', line: 9, bytes: 1024, blocks: 2 }]);
    expect(endingOf(report, 4)).toEqual({ how: 'exit', status: 4 });
  });

  it('turns a stopping signal into a trap, except where an error says why', () => {
    const fatal = (name: string): string => `<v><fatal_signal><signame>${name}</signame>${stack}</fatal_signal></v>`;
    expect(readMemcheck(fatal('SIGFPE'), 'own.c').findings).toEqual([{ kind: 'Trap', line: 9, count: 1 }]);
    const fault = readMemcheck(fatal('SIGSEGV'), 'own.c');
    expect(fault.findings).toEqual([]);
    expect(endingOf(fault, 0)).toEqual({ how: 'stopped', signal: 'SIGSEGV' });
  });
});
