/** What debug information tells about a module. Built lazily: opening is cheap, each answer reads what it needs. */
import type { Address, Bytes, CodeOffset } from '../../base/ids.js';

export interface SourceFrame {
  /** Demangled, qualified as a person would write it: "main", "Stack<int>::push". */
  function: string;
  /** '' when unknown. As DWARF has it, made absolute with the compilation directory where relative. */
  file: string;
  /** 0 when unknown. */
  line: number;
  column: number;
}

export interface GlobalVariable {
  /** Qualified: "ns::table", "Class::member"; a static local has its plain name; "string literal" for one of those. */
  name: string;
  address: Address;
  size: Bytes;
  file: string;
  line: number;
}

export interface LocalVariable {
  name: string;
  /** From the function's frame base (DW_OP_fbreg). */
  frameOffset: number;
  size: Bytes;
  line: number;
  /** True when the offset lies in the block that declares it; two variables of different blocks may share a place. */
  inScope: boolean;
}

export interface DebugInfo {
  /** False when the module has no line table. */
  readonly hasLines: boolean;
  /** Set once a damaged part was met: a clause for a note to the user. Answers then fall back to names. */
  readonly problem?: string | undefined;
  /** Frames at a code offset, innermost (most inlined) first; at least one, from the name section if need be. */
  framesAt(offset: CodeOffset): SourceFrame[];
  /** The linker's name of the function that contains the offset, demangled, with parameter types: "put(int*, int)". */
  symbolAt(offset: CodeOffset): string;
  /** True when a line table covers the function that contains the offset (libc in the package has none). */
  isCovered(offset: CodeOffset): boolean;
  /** Name of the function with this index in the module's function index space (imports first). */
  functionName(index: number): string;
  globalAt(address: Address): GlobalVariable | undefined;
  /** Variables that live in the linear-memory frame of the function at `offset`, those of the innermost block first,
   *  those out of scope last. */
  localsAt(offset: CodeOffset): LocalVariable[];
  /** Name of the array of variable length that the source line at `offset` declares; undefined for none or several. */
  variableLengthArrayAt(offset: CodeOffset): string | undefined;
}
