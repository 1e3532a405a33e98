/** Imports. */
import type { Span, Stmt } from '../../../languages/python/tree/ast.js';
import type { Constant } from '../pool.js';
import type { Body } from './body.js';
import { storeName } from './names.js';

export function importModules(b: Body, s: Stmt & { kind: 'Import' }): void {
  for (const { name, asName } of s.names) {
    importModule(b, name, { type: 'none' }, 0, s.span);
    const [first, ...rest] = name.split('.');
    if (asName === undefined) {
      storeName(b, first, s.span);
      continue;
    }
    for (const part of rest) {
      member(b, part, s.span);
      b.dropBelow();
    }
    storeName(b, asName, s.span);
  }
}

export function importFrom(b: Body, s: Stmt & { kind: 'ImportFrom' }): void {
  const items = s.names.map(({ name }) => ({ type: 'str', value: name }) as const);
  importModule(b, s.module ?? '', { type: 'tuple', items }, s.level, s.span);
  if (s.names[0].name === '*') {
    b.site(s.span);
    const module = b.pop();
    b.get(b.frame);
    b.consume(module);
    b.callStatus('op_import_star');
    return;
  }
  for (const { name, asName } of s.names) {
    member(b, name, s.span);
    storeName(b, asName ?? name, s.span);
  }
  b.drop();
}

function importModule(b: Body, name: string, names: Constant, level: number, span: Span): void {
  b.site(span);
  b.constants.address({ type: 'int', value: level });
  b.asm.get(b.frame).address(b.name(name)).address(b.constants.address(names)).i32(level).call('op_import');
  b.pushResult();
}

/** Pushes what is imported from the module on the stack. */
function member(b: Body, name: string, span: Span): void {
  b.site(span);
  b.get(b.top()).address(b.name(name)).call('op_import_from');
  b.pushResult();
}
