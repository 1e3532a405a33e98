/** Tables that hold nothing yet, in the form that a recording's have. */
import { F64Column, U32Column, U8Column } from '../base/column.js';
import type { EventTable, FrameTable, StackTable } from './recording.js';

/** The empty stack alone. */
export function emptyStacks(): StackTable {
  const stacks = { site: new U32Column(), parent: new U32Column() };
  stacks.site.push(0);
  stacks.parent.push(0);
  return stacks;
}

export function emptyFrames(): FrameTable {
  const siteFirst = new U32Column();
  siteFirst.push(0);
  return {
    siteOffset: new U32Column(),
    siteFirst,
    function: new U32Column(),
    symbol: new U32Column(),
    file: new U32Column(),
    line: new U32Column(),
    column: new U32Column(),
  };
}

export function emptyEvents(): EventTable {
  return {
    kind: new U8Column(),
    clock: new F64Column(),
    subject: new U32Column(),
    address: new U32Column(),
    size: new U32Column(),
    stack: new U32Column(),
    routine: new U8Column(),
  };
}
