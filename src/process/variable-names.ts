/**
 * What its author calls a variable that clang's layout pass names. The pass knows a variable by its slot in clang's
 * intermediate code: the author's name, with a suffix after a dot (which no identifier has) where it is the copy of a
 * parameter; or a name of clang's own where the source has none.
 */
import { NAMELESS } from '../events/findings.js';

/** "x.addr" is the copy of parameter x that has an address, "s.byval" a structure that was passed by value. */
const PARAMETER = /^([^.]+)\.(addr|byval|indirect_addr)\d*$/;

/** @param line where the variable is declared; 0 for what the source does not declare */
export function authorsName(slot: string, line: number): string {
  if (slot === '' && line === 0) return NAMELESS.alloca;
  if (slot.startsWith('.str')) return NAMELESS.stringLiteral;
  const parameter = PARAMETER.exec(slot);
  if (parameter) return parameter[1];
  if (slot.startsWith('.compoundliteral')) return NAMELESS.compoundLiteral;
  return slot === '' || slot.includes('.') || (slot === 'retval' && line === 0) ? NAMELESS.temporary : slot;
}
