/** How instrumented code tells the forms of C++'s operators new and delete apart. */

export const OPERATOR_ARRAY = 1;
export const OPERATOR_NOTHROW = 2;
