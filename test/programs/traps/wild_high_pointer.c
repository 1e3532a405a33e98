// heapglass: Reads near the top of the 32-bit address space.
// expect: InvalidRead line 10 size 4
// exit: stopped SIGSEGV
// oracle: none a 64-bit process has other addresses

#include <stdint.h>

int main(void) {
  volatile int32_t *p = (volatile int32_t *)(uintptr_t)0xfffffff0u;
  return *p;
}
