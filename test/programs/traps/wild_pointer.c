// heapglass: Writes to an address where no memory is.
// expect: InvalidWrite line 10 size 4
// exit: stopped SIGSEGV
// oracle: valgrind

#include <stdint.h>

int main(void) {
  volatile int32_t *p = (volatile int32_t *)(uintptr_t)0x7abcde00;
  *p = 1;
  return 0;
}
