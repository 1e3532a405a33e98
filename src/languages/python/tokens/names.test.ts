import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEYWORDS, T } from './kinds.js';
import { Names } from './names.js';

function intern(names: Names, text: string): number {
  const bytes = new TextEncoder().encode(`(${text})`);
  return names.intern(bytes, 1, bytes.length - 1);
}

describe('interned names', () => {
  it('are numbered as a map from texts would', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 600 }), (words) => {
        const names = new Names();
        const model = new Map<string, number>();
        for (const word of words) {
          const number = intern(names, word);
          expect(model.get(word) ?? number).toBe(number);
          model.set(word, number);
          expect(names.text[number]).toBe(word.normalize('NFKC'));
        }
        expect(new Set(model.values()).size).toBe(model.size);
      }),
    );
  });

  it('know the keywords by their numbers', () => {
    const names = new Names();
    for (const word of KEYWORDS) expect(Names.keywordKind(intern(names, word))).toBeGreaterThanOrEqual(T.False);
    expect(Names.keywordKind(intern(names, 'while'))).toBe(T.While);
    expect(Names.keywordKind(intern(names, 'match'))).toBe(0);
  });
});
