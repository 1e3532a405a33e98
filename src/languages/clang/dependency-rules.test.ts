import { expect, it } from 'vitest';
import { withoutOwnHeaders } from './dependency-rules.js';

const isOwn = (path: string): boolean => path.startsWith('/own headers/');

it('leaves out headers that are no files, and keeps everything else', () => {
  const rules =
    'main.o: main.c \\\n  /own\\ headers/stdio.h sub\\ dir/part.h \\\n  /own\\ headers/bits/types.h ../other.h\n\n' +
    '/own\\ headers/stdio.h:\n\nsub\\ dir/part.h:\n\n../other.h:\n';
  expect(withoutOwnHeaders(rules, isOwn)).toBe(
    'main.o: main.c sub\\ dir/part.h ../other.h\nsub\\ dir/part.h:\n../other.h:\n',
  );
});

it('knows a colon in a path, and names in quotes', () => {
  expect(withoutOwnHeaders('C:\\x\\a.o: C:\\x\\a.c "/own headers/a.h" "b c.h"\n', isOwn)).toBe(
    'C:\\x\\a.o: C:\\x\\a.c "b c.h"\n',
  );
});

it('wraps long rules as make reads them', () => {
  const words = Array.from({ length: 30 }, (_, i) => `header${i}.h`);
  const wrapped = withoutOwnHeaders(`a.o: ${words.join(' ')}\n`, isOwn);
  expect(wrapped.split('\n').every((line) => line.length <= 78)).toBe(true);
  expect(wrapped.replaceAll(' \\\n ', '')).toBe(`a.o: ${words.join(' ')}\n`);
});

it('keeps a source without any header', () => {
  expect(withoutOwnHeaders('a.o:\n', isOwn)).toBe('a.o:\n');
});
