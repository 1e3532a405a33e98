import { describe, expect, it } from 'vitest';
import { DESIGNS, designsNamed, UnknownDesign } from './designs.js';

describe('the table of designs', () => {
  it.each(DESIGNS.map((design) => [design.name, design] as const))(
    'makes %s, which has its name',
    async (name, design) => {
      const make = await design.load();
      const memory = new WebAssembly.Memory({ initial: 1 });
      const pages = { pageSize: 4096, sbrk: () => -1, map: () => -1, unmap: () => undefined };
      expect(make(memory, pages).name).toBe(name);
    },
  );

  it('is searched by name', () => {
    const table = ['first-fit', 'tlsf', 'buddy'].map((name) => ({ name, summary: '', load: DESIGNS[0]!.load }));
    const names = (text: string): string[] => designsNamed(text, table).map(({ name }) => name);
    expect(names('all')).toEqual(['first-fit', 'tlsf', 'buddy']);
    expect(names('buddy, first-fit,buddy')).toEqual(['first-fit', 'buddy']);
    expect(() => names('first-fti')).toThrow(UnknownDesign);
    expect(() => names('first-fti')).toThrow('there is no allocator "first-fti"; did you mean first-fit?');
    expect(() => names('tlsf,jemalloc-style')).toThrow(/expected all or some of first-fit, tlsf, buddy/);
    expect(() => names('')).toThrow(/there is no allocator ""/);
  });
});
