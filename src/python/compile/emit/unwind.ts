/** `return`, `break`, `continue`: what leaving open statements early must do, the innermost first. */
import type { Body, Open } from './body.js';
import { popHandled } from './handled.js';
import { deleteName, storeName } from './names.js';
import { statements } from './statements.js';
import { callExit } from './with.js';

/** Of `return` the value is on the stack. */
export function leaveOpen(b: Body, how: 'Return' | 'Break' | 'Continue'): void {
  const stack = [...b.stack];
  const handler = b.handler;
  const open = [...b.open];
  const suspends = b.suspends;
  if (how === 'Return') {
    b.own();
    while (b.open.length > 0) leaveOne(b, b.open.pop()!, true);
    b.consume(b.pop());
    b.leave();
    stack.pop();
  } else {
    let one = b.open.pop()!;
    while (one.kind !== 'while' && one.kind !== 'for') {
      leaveOne(b, one, false);
      one = b.open.pop()!;
    }
    if (how === 'Break' && one.kind === 'for') b.drop();
    b.jump(how === 'Break' ? one.breakTo : one.continueTo);
    b.assigned = undefined;
  }
  b.stack.splice(0, b.stack.length, ...stack);
  b.open.splice(0, b.open.length, ...open);
  b.handler = handler;
  b.suspends = suspends;
}

/** @param keepsTop the top entry is the value that is returned */
function leaveOne(b: Body, one: Open, keepsTop: boolean): void {
  b.handler = one.outer;
  switch (one.kind) {
    case 'while':
    case 'try':
      return;
    case 'for':
      dropUnder(b, keepsTop);
      return;
    case 'values':
      for (let at = 0; at < one.count; at++) dropUnder(b, keepsTop);
      return;
    case 'finally':
      if (keepsTop) b.open.push({ kind: 'values', count: 1, outer: b.handler });
      statements(b, one.finalBody);
      if (keepsTop) b.open.pop();
      return;
    case 'handler':
      popHandled(b, keepsTop);
      if (one.name !== undefined) {
        b.pushNone();
        storeName(b, one.name, one.span);
        deleteName(b, one.name, one.span);
      }
      return;
    case 'final handler':
      dropUnder(b, keepsTop);
      popHandled(b, keepsTop);
      return;
    case 'with':
      callExit(b, one, keepsTop);
  }
}

function dropUnder(b: Body, keepsTop: boolean): void {
  if (keepsTop) b.dropBelow();
  else b.drop();
}
