import type { SyntaxErrorType } from '../errors.js';

/** Why the source cannot be cut into tokens, and where; columns as in PythonSyntaxError. */
export interface TokenError {
  readonly type: SyntaxErrorType;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** It comes before whatever else is wrong with the source, even if the parser gives up earlier. */
  readonly isLoud: boolean;
}
