/** Why a call does not fit a function, for kernel and runtime. The subject is what is named behind each. */

/** The keyword. */
export const UNEXPECTED_KEYWORD = 1;
/** The keyword. */
export const GIVEN_TWICE = 2;
/** How many positional arguments there are. */
export const TOO_MANY = 3;
export const MISSING = 4;
export const MISSING_KEYWORD_ONLY = 5;
/** The tuple of keywords. */
export const POSITIONAL_ONLY_BY_KEYWORD = 6;
