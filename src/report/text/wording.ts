/**
 * The words of the text report: what happened, where the address lies, what to do. Everything is derived from the
 * finding's data; nothing here prints.
 */
import { counted, grouped, hex } from '../../base/format.js';
import type { BlockFacts, Finding, Place, VariableFacts } from '../../events/findings.js';

const quoted = (name: string): string => (name === 'string literal' ? 'a string literal' : `\`${name}\``);

/** The finding in one line. */
export function headline(finding: Finding): string {
  switch (finding.kind) {
    case 'InvalidRead':
    case 'InvalidWrite': {
      const verb = finding.kind === 'InvalidRead' ? 'read' : 'write';
      const by = finding.via === undefined ? '' : ` by ${finding.via.replace(/\(.*$/, '')}`;
      return `invalid ${verb} of ${counted(finding.size, 'byte')}${by} ${whereShort(finding.place, finding.size, verb)}`;
    }
    case 'InvalidFree':
      if (finding.doubleFree) {
        return finding.routine === 'realloc'
          ? 'realloc of a block that has been freed'
          : `block freed twice (${finding.routine})`;
      }
      return `${finding.routine} of ${whatIsNotABlock(finding.place)}`;
    case 'MismatchedFree': {
      const block = finding.place.in === 'heap-block' ? finding.place.block : undefined;
      return `${finding.routine} of a block that came from ${block?.routine ?? 'another routine'}`;
    }
    case 'Overlap':
      return `${finding.routine} of ${counted(finding.size, 'byte')} with overlapping source and destination`;
    case 'FishyValue':
      return `${finding.routine} with a ${finding.argument} of ${grouped(finding.value)}`;
    case 'InvalidAlignment':
      return `${finding.routine} with an alignment of ${finding.alignment}: ${finding.reason}`;
    case 'ReallocSizeZero':
      return 'realloc with size 0';
    case 'StackOverflow':
      return `stack overflow: ${grouped(finding.depth)} calls deep, ${counted(finding.stackSize, 'byte')} of stack`;
    case 'Trap':
      return trapHeadline(finding.trap, finding.message);
  }
}

function trapHeadline(trap: Extract<Finding, { kind: 'Trap' }>['trap'], message: string): string {
  switch (trap) {
    case 'abort':
      return 'the program aborted';
    case 'unreachable':
      return 'the program ran into code that must not be reached';
    case 'integer divide by zero':
      return 'integer division by zero';
    case 'integer overflow':
      return 'integer overflow in a division';
    case 'indirect call to null':
      return 'call through a null function pointer';
    case 'indirect call to the wrong type':
      return `call through a function pointer of another type: ${message}`;
    case 'table index out of bounds':
      return `call through a pointer that is no function: ${message}`;
    case 'memory out of bounds':
      return 'access outside of all memory';
    case 'invalid conversion to integer':
      return 'floating-point number too large for an integer';
    case 'uncaught exception':
    case 'unsupported call':
      return message;
  }
}

function whereShort(place: Place, size: number, verb: 'read' | 'write'): string {
  switch (place.in) {
    case 'heap-block': {
      if (place.block.state === 'freed') return 'in a freed heap block';
      return `${side(place.offset, size, place.block.size)} a heap block`;
    }
    case 'heap':
      return 'in heap memory that is no block';
    case 'stack':
      if (place.state === 'returned') return `in the frame of a function that has returned`;
      if (place.state === 'out-of-scope') return `${verb === 'read' ? 'from' : 'to'} a variable out of scope`;
      return place.variable ? `${sideOf(place.variable, size)} ${quoted(place.variable.name)}` : 'on the stack';
    case 'below-stack':
      return 'below the stack pointer';
    case 'global':
      if (verb === 'write' && place.variable.offset >= 0 && place.variable.offset < place.variable.size) {
        return place.variable.name === 'string literal'
          ? 'to a string literal'
          : `to read-only ${quoted(place.variable.name)}`;
      }
      return `${sideOf(place.variable, size)} ${quoted(place.variable.name)}`;
    case 'data':
      return place.readOnly && verb === 'write' ? 'to read-only data' : 'in static data';
    case 'null-page':
      return 'through a null pointer';
    case 'stack-guard':
      return 'in the guard below the stack';
    case 'code':
      return 'in code';
    case 'unmapped':
      return 'where there is no memory';
  }
}

function side(offset: number, size: number, extent: number): string {
  if (offset >= extent) return 'past the end of';
  if (offset < 0) return 'before the start of';
  return offset + size > extent ? 'across the end of' : 'inside';
}

function sideOf(variable: VariableFacts, size: number): string {
  return side(variable.offset, size, variable.size);
}

function whatIsNotABlock(place: Place): string {
  switch (place.in) {
    case 'heap-block':
      if (place.offset > 0 && place.offset < place.block.size) return 'a pointer into the middle of a block';
      return 'a pointer beside a block';
    case 'stack':
    case 'below-stack':
      return place.in === 'stack' && place.variable
        ? `the local variable ${quoted(place.variable.name)}`
        : 'a stack address';
    case 'global':
      return place.variable.name === 'string literal'
        ? 'a string literal'
        : `the global variable ${quoted(place.variable.name)}`;
    case 'data':
      return 'static data';
    default:
      return 'a pointer that is no heap block';
  }
}

/** Where the address lies, as one sentence; undefined when the headline has said it all. */
export function whereLong(place: Place, address: number): string | undefined {
  switch (place.in) {
    case 'heap-block':
      return `${hex(address)} is ${distance(place.offset, place.block.size)} a ${place.block.state === 'freed' ? 'freed ' : ''}block of ${counted(place.block.size, 'byte')}`;
    case 'stack': {
      const owner = place.function ? ` of ${place.function}` : '';
      const gone = place.state === 'returned' ? ', which has returned' : '';
      if (!place.variable) return `${hex(address)} is in the stack frame${owner}${gone}`;
      return `${hex(address)} is ${distance(place.variable.offset, place.variable.size)} ${variableOf(place.variable)}${owner}${gone}`;
    }
    case 'below-stack':
      return `${hex(address)} is ${counted(place.distance, 'byte')} below the stack pointer: no live function owns it`;
    case 'global':
      return `${hex(address)} is ${distance(place.variable.offset, place.variable.size)} ${variableOf(place.variable)}`;
    case 'data':
      return `${hex(address)} is in ${place.readOnly ? 'read-only' : 'static'} data`;
    case 'null-page':
      return address === 0
        ? undefined
        : `${hex(address)} is ${counted(address, 'byte')} past the null pointer: a member or element of nothing`;
    case 'heap':
    case 'stack-guard':
    case 'code':
    case 'unmapped':
      return `the address is ${hex(address)}`;
  }
}

function variableOf({ name, size, line }: VariableFacts): string {
  return `${quoted(name)} (${counted(size, 'byte')}${line ? `, declared at line ${line}` : ''})`;
}

function distance(offset: number, size: number): string {
  if (offset < 0) return `${counted(-offset, 'byte')} before`;
  if (offset >= size) return `${counted(offset - size, 'byte')} after`;
  return offset === 0 ? 'at the start of' : `${counted(offset, 'byte')} inside`;
}

/** What to do about it, in plain words; undefined when there is nothing to add. */
export function advice(finding: Finding): string | undefined {
  switch (finding.kind) {
    case 'InvalidRead':
    case 'InvalidWrite':
      return accessAdvice(finding.place, finding.address, finding.size, finding.via);
    case 'InvalidFree':
      if (finding.doubleFree)
        return 'Set the pointer to NULL once it is freed, or give the block one owner that frees it.';
      return finding.place.in === 'heap-block'
        ? 'Keep the pointer that the allocation gave, and free that one.'
        : 'Only what malloc, calloc or realloc gave may be freed; variables and literals live by themselves.';
    case 'MismatchedFree':
      return finding.place.in === 'heap-block' ? `Give it back with ${counterpart(finding.place.block)}.` : undefined;
    case 'Overlap':
      return finding.routine.startsWith('mem')
        ? 'Use memmove, which is made for overlapping bytes.'
        : 'Copy into another buffer, or move the bytes with memmove.';
    case 'FishyValue':
      return 'The size is negative: look for a subtraction that went below zero, or a signed length.';
    case 'InvalidAlignment':
      return 'Alignments are powers of two; posix_memalign wants a multiple of sizeof(void *).';
    case 'ReallocSizeZero':
      return 'What realloc(p, 0) does differs from system to system; call free(p) instead.';
    case 'StackOverflow':
      return 'Look for a recursion that does not end, or for very large local variables.';
    case 'Trap':
      return trapAdvice(finding.trap);
  }
}

function trapAdvice(trap: Extract<Finding, { kind: 'Trap' }>['trap']): string | undefined {
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

function counterpart(block: BlockFacts): string {
  if (block.routine === 'operator new') return 'delete';
  return block.routine === 'operator new[]' ? 'delete[]' : 'free';
}

function accessAdvice(place: Place, address: number, size: number, via: string | undefined): string | undefined {
  switch (place.in) {
    case 'heap-block':
      if (place.block.state === 'freed') return 'The block is gone: use it before it is freed, or free it later.';
      return blockAdvice(place.offset, size, place.block.size, via);
    case 'stack':
      if (place.state === 'returned')
        return 'A local variable ends with its function: return the value, or let the caller provide the memory.';
      if (place.state === 'out-of-scope') return 'The variable ends with its block: declare it further out.';
      return (
        place.variable &&
        boundsAdvice(place.variable.offset, size, place.variable.size, quoted(place.variable.name), via)
      );
    case 'global':
      if (place.variable.offset >= 0 && place.variable.offset < place.variable.size)
        return 'Constants cannot be changed: copy into an array of your own.';
      return boundsAdvice(place.variable.offset, size, place.variable.size, quoted(place.variable.name), via);
    case 'data':
      return place.readOnly ? 'Constants cannot be changed: copy into an array of your own.' : undefined;
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

const STRING_CALL = /^(str|stp)/;

/** A heap block does not say what its elements are, so no index can be named. */
function blockAdvice(offset: number, size: number, extent: number, via: string | undefined): string | undefined {
  if (missesTerminator(offset, size, extent, via)) return TERMINATOR;
  if (offset < 0) return 'Look for an index below zero, or a pointer that was moved back too far.';
  if (offset < extent + NEAR)
    return 'Compare the last index with the size that was asked for: `<=` where `<` is meant is the usual cause.';
  return undefined;
}

const NEAR = 64;
const TERMINATOR = 'A string needs one byte more than its length, for the terminating zero.';

function missesTerminator(offset: number, size: number, extent: number, via: string | undefined): boolean {
  return offset === extent && size === 1 && via !== undefined && STRING_CALL.test(via);
}

function boundsAdvice(
  offset: number,
  size: number,
  extent: number,
  what: string,
  via: string | undefined,
): string | undefined {
  if (missesTerminator(offset, size, extent, via)) return TERMINATOR;
  if (offset < 0) {
    return -offset % size === 0 && via === undefined
      ? `With elements of ${counted(size, 'byte')} this is index ${offset / size}.`
      : undefined;
  }
  if (offset >= extent && via === undefined && offset % size === 0 && extent % size === 0 && extent >= size) {
    return `With elements of ${counted(size, 'byte')} this is index ${grouped(offset / size)}, and ${what} has ${grouped(extent / size)}: the last index is ${grouped(extent / size - 1)}.`;
  }
  return undefined;
}
