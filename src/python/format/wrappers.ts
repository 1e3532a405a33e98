/** How the function of a slot is called as a special method: WRAPPER_KIND of a wrapper descriptor. */

/** f(self) -> object. */
export const UNARY = 0;
/** f(self, other) -> object. */
export const BINARY = 1;
/** f(other, self) -> object. */
export const REFLECTED = 2;
/** f(self, other, third or None) -> object. */
export const TERNARY = 3;
/** f(other, self, third or None) -> object. */
export const TERNARY_REFLECTED = 4;
/** f(self) -> length. */
export const LENGTH_OF = 5;
/** f(self) -> truth. */
export const INQUIRY = 6;
export const HASHING = 7;
export const CALLING = 8;
/** And the five other comparisons behind it, in the order of types.ts. */
export const COMPARING = 9;
export const NEXT_OF = 15;
export const SETTING_ATTRIBUTE = 16;
export const DELETING_ATTRIBUTE = 17;
export const GETTING = 18;
export const SETTING = 19;
export const DELETING = 20;
export const INITIALISING = 21;
export const SETTING_ITEM = 22;
export const DELETING_ITEM = 23;
export const CONTAINING = 24;
export const FINALISING = 25;
