// heapglass: Calls a number that is no function.
// expect: Trap line 10 trap table index out of bounds
// exit: stopped
// oracle: none memcheck calls it a jump to an invalid address

#include <stdint.h>

int main(void) {
  void (*volatile garbage)(void) = (void (*)(void))(uintptr_t)0x00ffff00;
  garbage();
  return 0;
}
