// heapglass: Frees an address that never came from anywhere.
// expect: InvalidFree line 9
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

int main(void) {
  free((void *)(uintptr_t)0x12345678);
  return 0;
}
