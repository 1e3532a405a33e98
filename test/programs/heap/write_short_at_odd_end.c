// heapglass: Writes two bytes, the second of which is after a block of odd size.
// expect: InvalidWrite line 11 size 2 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

int main(void) {
  char *p = malloc(7);
  uint16_t *q = (uint16_t *)(p + 6);
  *q = 0x4142;
  free(p);
  return 0;
}
