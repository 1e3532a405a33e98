/** What to do about a finding, in plain words; undefined when there is nothing to add. */
import { counted, grouped } from '../../base/format.js';
import type { AllocationRoutine, BlockFacts, Finding, Place, TrapKind, VariableFacts } from '../../events/findings.js';
import { isUnused, isWithin, quoted } from './wording.js';

type Access = Extract<Finding, { place: Place; size: number }>;

/** @param actor the library function or system call that touched the bytes for the program */
export function advice(finding: Finding, actor: string | undefined): string | undefined {
  switch (finding.kind) {
    case 'InvalidRead':
    case 'InvalidWrite':
      return accessAdvice(finding, actor);
    case 'InvalidFree':
      if (finding.doubleFree)
        return 'Set the pointer to NULL once it is freed, or give the block one owner that frees it.';
      return finding.place.in === 'heap-block'
        ? 'Keep the pointer that the allocation gave, and free that one.'
        : 'Only what malloc, calloc or realloc gave may be freed; variables and literals live by themselves.';
    case 'MismatchedFree':
      if (finding.routine === 'realloc' || finding.routine === 'reallocarray')
        return 'Only blocks of the malloc family can be made larger; allocate anew and copy.';
      return finding.place.in === 'heap-block'
        ? `Give it back with ${counterpart(finding.place.block.routine)}.`
        : undefined;
    case 'Overlap':
      return finding.routine.startsWith('mem')
        ? 'Use memmove, which is made for overlapping bytes.'
        : 'Copy into another buffer, or move the bytes with memmove.';
    case 'FishyValue':
      return 'The value is negative: look for a subtraction that went below zero, or a signed length.';
    case 'ReallocSizeZero':
      return 'What realloc(p, 0) does differs from system to system; call free(p) instead.';
    case 'StackOverflow':
      return 'Look for a recursion that does not end, or for very large local variables.';
    case 'HeapCorrupted':
      return "The bytes between blocks are the allocator's own; the first invalid write is the one to mend.";
    case 'InvalidAlignment':
      return undefined;
    case 'Trap':
      return trapAdvice(finding.trap);
  }
}

/** Library functions whose blocks are given back by a function of their own. */
const CLOSERS: readonly (readonly [RegExp, string])[] = [
  [/^(f|fd|fre|fmem)open$|^tmpfile$|^open_w?memstream$/, 'fclose()'],
  [/^(fd)?opendir$/, 'closedir()'],
];

/**
 * What to do about blocks that nobody can free any more; undefined for a library's own, where it is not the user who frees.
 * @param call the library function that allocated for the program
 */
export function leakAdvice(routine: AllocationRoutine, call: string | undefined): string | undefined {
  if (call !== undefined && routine.startsWith('operator')) return undefined;
  const closer = CLOSERS.find(([pattern]) => call !== undefined && pattern.test(call))?.[1];
  return `Give it back with ${closer ?? counterpart(routine)} before the last pointer to it is gone.`;
}

function trapAdvice(trap: TrapKind): string | undefined {
  switch (trap) {
    case 'indirect call to the wrong type':
      return 'Declare the pointer with the very type of the function.';
    case 'unreachable':
      return 'Often a function that should return a value and does not, or __builtin_unreachable().';
    case 'integer overflow':
      return 'The most negative number divided by -1 has no result of its type.';
    default:
      return undefined;
  }
}

function counterpart(routine: AllocationRoutine): string {
  if (routine === 'operator new') return 'delete';
  return routine === 'operator new[]' ? 'delete[]' : 'free()';
}

function accessAdvice(finding: Access, actor: string | undefined): string | undefined {
  const { place, address } = finding;
  switch (place.in) {
    case 'heap-block':
      if (place.block.state === 'freed') return 'The block is gone: use it before it is freed, or free it later.';
      return blockAdvice(finding, place.offset, place.block, actor);
    case 'stack':
      if (place.state === 'returned')
        return 'A local variable ends with its function: return the value, or let the caller provide the memory.';
      if (place.state === 'out-of-scope') return 'The variable ends with its block: declare it further out.';
      return place.variable === undefined
        ? 'It may lie beside an array of variable length or memory from alloca: compare the index with the length.'
        : boundsAdvice(finding, place.variable, actor);
    case 'global':
      return isWithin(place.variable) ? CONSTANT : boundsAdvice(finding, place.variable, actor);
    case 'data':
      return place.readOnly && finding.kind === 'InvalidWrite' ? CONSTANT : undefined;
    case 'null-page':
      return address === 0
        ? 'The pointer is NULL: check what gave it before using it.'
        : 'The base pointer is NULL: check what gave it before using it.';
    case 'below-stack':
      return 'The pointer outlived the function whose variable it pointed to.';
    case 'unmapped':
      return 'The pointer holds no address of the program: it may never have been set, or been overwritten.';
    default:
      return undefined;
  }
}

const RESERVED =
  'A container keeps these bytes for later: compare the index with size(); reserve() and clear() leave no elements.';
const CONSTANT = 'Constants cannot be changed: copy into an array of your own.';
const TERMINATOR = 'A string needs one byte more than its length, for the terminating zero.';
const UNTERMINATED = 'No zero byte ends the string where it should end.';
const BEFORE = 'Look for an index below zero, or a pointer that was moved back too far.';
const OFF_BY_ONE =
  'Compare the last index with the size that was asked for: `<=` where `<` is meant is the usual cause.';

/** An index so many bytes behind a block is still one that ran over; further out it is just wrong. */
const NEAR = 64;
const STRING_FUNCTION = /^(str|stp|wcs)/;

/** A heap block does not say what its elements are, so no index can be named. */
function blockAdvice(
  finding: Access,
  offset: number,
  block: BlockFacts,
  actor: string | undefined,
): string | undefined {
  const extent = block.size;
  if (isUnused(offset, finding.size, block)) return RESERVED;
  const range = rangeAdvice(finding, offset, extent, actor);
  if (range !== undefined) return range;
  if (offset < 0) return BEFORE;
  return offset < extent + NEAR ? OFF_BY_ONE : undefined;
}

function boundsAdvice(
  finding: Access,
  { offset, size: extent, name }: VariableFacts,
  actor: string | undefined,
): string | undefined {
  const range = rangeAdvice(finding, offset, extent, actor);
  if (range !== undefined || actor !== undefined) return range;
  const { size } = finding;
  if (offset % size !== 0) return undefined;
  const elements = `With elements of ${counted(size, 'byte')} this is index ${grouped(offset / size)}`;
  if (offset < 0) return `${elements}.`;
  if (extent % size !== 0 || extent < size) return undefined;
  return extent === size
    ? `${elements}, but ${quoted(name)} is only one.`
    : `${elements}, and ${quoted(name)} has ${grouped(extent / size)}: the last index is ${grouped(extent / size - 1)}.`;
}

/** A function that was given a pointer and went too far behind the end. */
function rangeAdvice(
  { kind, size, via }: Access,
  offset: number,
  extent: number,
  actor: string | undefined,
): string | undefined {
  if (actor === undefined || offset < 0 || offset + size <= extent) return undefined;
  const isString = STRING_FUNCTION.test(via ?? actor);
  if (isString && offset === extent && size === 1) return TERMINATOR;
  if (kind === 'InvalidRead')
    return isString ? UNTERMINATED : `Only ${counted(extent, 'byte')} are there: let ${the(actor)} read less.`;
  const missing = offset + size - extent;
  return `For this it must have at least ${counted(missing, 'byte')} more; make it larger, or let ${the(actor)} write less.`;
}

/** A function's name stands as it is; what is no function was introduced before. */
function the(actor: string): string {
  return actor.replace(/^an? /, 'the ');
}
