/** `with`: the exit method stays on the stack while the body runs. */
import type { Span, Stmt } from '../../../languages/python/tree/ast.js';
import { LOCALS } from '../../format/frames.js';
import { Block } from '../flow/block.js';
import { meet } from './assigned.js';
import type { Body, Open } from './body.js';
import { callValues } from './calls.js';
import { expression } from './expressions.js';
import { popHandled, pushHandled, raiseAgain } from './handled.js';
import { statements } from './statements.js';
import { awaitValue, IN_ENTER, IN_EXIT } from './suspension.js';
import { storeTarget } from './targets.js';
import { newHandler } from './try.js';
import { suspends } from './unsteady.js';

type With = Stmt & { kind: 'With' | 'AsyncWith' };

export function withStatement(b: Body, s: With): void {
  item(b, s, 0);
}

function item(b: Body, s: With, at: number): void {
  const { context, target } = s.items[at];
  const isAsync = s.kind === 'AsyncWith';
  const outer = b.handler;
  // Entering and leaving are at the statement, as in CPython.
  const { span } = s;
  b.suspends = b.isGenerator && (isAsync || suspends(context) || (target !== undefined && suspends(target)));
  expression(b, context);
  enter(b, span, isAsync);
  const result = b.pop();
  const handler = newHandler(b);
  b.handler = handler;
  b.stack.push(result);
  const before = b.assigned && new Set(b.assigned);
  const open: Open = { kind: 'with', isAsync, span, outer };
  b.open.push(open);
  if (target === undefined) b.drop();
  else storeTarget(b, target);
  if (at + 1 < s.items.length) item(b, s, at + 1);
  else statements(b, s.body);
  b.open.pop();
  const end = new Block();
  const exit = b.top();
  b.handler = outer;
  b.suspends = b.isGenerator && isAsync;
  callExit(b, open, false);
  b.jump(end);
  const after = b.assigned;

  b.stack.push(exit);
  b.start(handler.block);
  b.assigned = before;
  exceptionExit(b, span, isAsync, end);
  b.start(end);
  b.assigned = meet(after, before);
}

/** Pops the manager, pushes its exit method and what entering gave. */
function enter(b: Body, span: Span, isAsync: boolean): void {
  const { asm } = b;
  b.site(span);
  b.consume(b.pop());
  asm
    .call(isAsync ? 'op_async_enter' : 'op_enter')
    .tee(b.scratch)
    .eqz()
    .exitIf(b.failure());
  b.loadStackPointer();
  asm.get(b.word).load(LOCALS);
  b.push('owned');
  asm.get(b.scratch);
  b.push('owned');
  if (isAsync) awaitValue(b, span, IN_ENTER);
}

/** Pops the exit method and calls it with None three times. It lives as long as the call, as in CPython. */
export function callExit(b: Body, open: { isAsync: boolean; span: Span }, keepsTop: boolean): void {
  b.noteLine(open.span);
  if (keepsTop) b.exchange();
  b.duplicate();
  for (let at = 0; at < 3; at++) b.pushNone();
  callValues(b, 3, 0, open.span);
  b.exchange();
  b.drop();
  if (open.isAsync) awaitValue(b, open.span, IN_EXIT);
  b.drop();
}

/** The exit method is on the stack: calls it with the pending exception, which is over if the result is true. */
function exceptionExit(b: Body, span: Span, isAsync: boolean, end: Block): void {
  const outer = b.handler;
  const exit = b.top();
  pushHandled(b);
  const exception = b.top();
  const cleanUp = { depth: b.stack.length - 1, block: new Block(), chains: new Map<string, Block>() };
  b.handler = cleanUp;
  b.noteLine(span);
  b.site(span);
  b.get(exit);
  b.get(exception).call('op_exit_with');
  b.pushResult();
  if (isAsync) awaitValue(b, span, IN_EXIT);
  b.consume(b.pop());
  b.asm.call('op_truth').tee(b.word);
  b.failIfNegative();
  b.asm.get(b.word);
  const suppressed = new Block();
  const again = new Block();
  b.branch(suppressed, again);
  b.start(again);
  raiseAgain(b);
  b.start(suppressed);
  b.stack.push(exception);
  b.drop();
  const before = b.top();
  b.handler = outer;
  popHandled(b);
  b.drop();
  b.jump(end);
  b.stack.push(exit, before);
  b.start(cleanUp.block);
  popHandled(b);
  b.jump(b.failure('again'));
  b.pop();
}
