import type { PythonSyntaxError } from '../errors.js';

/** Why the source cannot be cut into tokens. */
export interface TokenError {
  readonly error: PythonSyntaxError;
  /** It comes before whatever else is wrong with the source, even if the parser gives up earlier. */
  readonly isLoud: boolean;
}
