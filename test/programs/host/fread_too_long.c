// heapglass: fread stores more elements than the heap array has.
// stdin: 0123456789abcdef0123456789abcdef
// expect: InvalidWrite line 12 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  int32_t *a = malloc(4 * sizeof *a);
  size_t n = fread(a, sizeof *a, 8, stdin);
  free(a);
  return n == 8 ? 0 : 1;
}
