import type { SyntaxErrorType } from '../errors.js';

/** Why the source cannot be cut into tokens, and where; columns as in PythonSyntaxError. */
export interface TokenError {
  readonly type: SyntaxErrorType;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The source ended; the parser's own message comes first then. */
  readonly isEnd: boolean;
}
