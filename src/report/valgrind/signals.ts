/**
 * How Valgrind says that a program was stopped. What the operating system ends with a signal is no error to Valgrind but
 * the end of the process, and is said only there.
 */
import { SIGNAL_NUMBERS } from '../../base/signal-numbers.js';
import type { Finding } from '../../events/findings.js';
import { headOf } from './wording.js';

type Trap = Extract<Finding, { kind: 'Trap' }>;

export function terminating(signal: string): string {
  return `Process terminating with default action of signal ${SIGNAL_NUMBERS[signal]} (${signal})`;
}

/** Where an indirect call led that led nowhere; undefined for every other trap. */
export function jumpTarget(finding: Finding): string | undefined {
  if (finding.kind !== 'Trap') return undefined;
  if (finding.trap === 'indirect call to null') return '0x0';
  if (finding.trap === 'table index out of bounds') return /0x[0-9a-f]+/i.exec(finding.message)?.[0] ?? '0x0';
  return undefined;
}

/** Only the signal tells of it. */
export function isSignalOnly(finding: Finding): boolean {
  if (finding.kind === 'Trap') return jumpTarget(finding) === undefined;
  return finding.kind === 'StackOverflow' || finding.kind === 'HeapCorrupted' || isWriteToConstant(finding);
}

/** The finding that a stopped program was stopped by. */
export function causeOf(findings: readonly Finding[]): Finding | undefined {
  return findings.findLast(
    (finding) =>
      finding.kind === 'Trap' ||
      finding.kind === 'StackOverflow' ||
      finding.kind === 'HeapCorrupted' ||
      ('fatal' in finding && finding.fatal),
  );
}

/**
 * What stands between the signal and the stack.
 * @param at address of the instruction
 */
export function signalDetail(cause: Finding, at: number): string[] {
  const jump = jumpTarget(cause);
  if (jump !== undefined) return [` Bad permissions for mapped region at address ${jump}`];
  switch (cause.kind) {
    case 'StackOverflow':
      return [` Access not within mapped region at address ${upperHex(cause.address)}`, stackOverflow(cause.address)];
    case 'HeapCorrupted':
      return [` ${headOf(cause)}`];
    case 'Trap':
      return trapDetail(cause, upperHex(at));
    case 'InvalidRead':
    case 'InvalidWrite':
      return [
        isWriteToConstant(cause)
          ? ` Bad permissions for mapped region at address ${upperHex(cause.address)}`
          : ` Access not within mapped region at address ${upperHex(cause.address)}`,
      ];
    default:
      return [];
  }
}

export function stackOverflow(address: number): string {
  return `Stack overflow in thread #1: can't grow stack to 0x${(address - (address % 4096)).toString(16)}`;
}

function trapDetail({ trap, message }: Trap, at: string): string[] {
  switch (trap) {
    case 'abort':
      return [];
    case 'integer divide by zero':
      return [` Integer divide by zero at address ${at}`];
    case 'integer overflow':
      return [` Integer overflow at address ${at}`];
    case 'unreachable':
      return [` Illegal opcode at address ${at}`];
    case 'indirect call to the wrong type':
      return [` Call through a function pointer of another type: ${message}`];
    default:
      return [` ${message}`];
  }
}

function isWriteToConstant(finding: Finding): boolean {
  return (
    finding.kind === 'InvalidWrite' &&
    finding.fatal === true &&
    (finding.place.in === 'global' || finding.place.in === 'data')
  );
}

export function upperHex(address: number): string {
  return `0x${address.toString(16).toUpperCase()}`;
}
