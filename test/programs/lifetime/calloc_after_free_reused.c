// heapglass: Both a stale write through the old pointer and correct use of the block that followed it.
// expect: InvalidWrite line 12 size 4 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

int main(void) {
  int32_t *first = malloc(40);
  free(first);
  int32_t *second = calloc(10, 4);
  first[3] = 99;
  int32_t untouched = second[3];
  free(second);
  return untouched;
}
