/** The same program in other encodings and with other line ends is the same program. */
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/languages/python/parse.js';
import { dumpModule } from '../../src/languages/python/tree/dump.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const tree = (file: Uint8Array) => dumpModule(parse(file));

describe('a source', () => {
  it('may be in the encoding that a comment in the first two lines names', () => {
    const program = 'é = "ü"\n';
    for (const cookie of [
      '# -*- coding: latin-1 -*-',
      '# vim: set fileencoding=ISO_8859_1 :',
      '#coding=l1',
      '# coding: cp1252',
    ])
      expect(tree(latin1(`#!/usr/bin/python\n${cookie}\n${program}`))).toBe(tree(utf8(`\n\n${program}`)));
    expect(tree(utf8(`# coding: utf-8\n${program}`))).toBe(tree(utf8(`\n${program}`)));
  });

  it('is UTF-8 where that comment comes later or is none', () => {
    for (const start of ['\n\n# coding: latin-1\n', 'x = 1\n# coding: latin-1\n', '"coding: latin-1"\n'])
      expect(tree(utf8(`${start}y = "é"\n`))).toContain(String.raw`Constant(value='\xe9'`);
  });

  it('may begin with a byte order mark', () => {
    expect(tree(utf8('\ufeffx = "é"\n'))).toBe(tree(utf8('x = "é"\n')));
  });

  it('may end its lines in three ways, and the last one not at all', () => {
    const program = 'if x:\n    """a\n    b"""\n    y = (1,\n      2)\n';
    for (const end of ['\n', '\r\n', '\r']) {
      expect(tree(utf8(program.replaceAll('\n', end)))).toBe(tree(utf8(program)));
      expect(tree(utf8(program.replaceAll('\n', end).slice(0, -end.length)))).toBe(tree(utf8(program)));
    }
  });

  it('has names that are equal when their normal forms are', () => {
    expect(tree(utf8('ﬁ'))).toContain("id='fi'");
    expect(tree(utf8('e\u0301'))).toContain(String.raw`id='\xe9'`);
    expect(tree(utf8('ｄｅｆ = 1'))).toContain("id='def'");
  });

  it('has comments that say nothing to the parser, of types neither', () => {
    expect(tree(utf8('x = 1  # type: int\nfor y in z:  # type: str\n    pass\n'))).toBe(
      tree(utf8('x = 1\nfor y in z:\n    pass\n')),
    );
  });
});
