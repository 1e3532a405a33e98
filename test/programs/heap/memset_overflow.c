// heapglass: memset clears more than was allocated (bytes and elements mixed up).
// expect: InvalidWrite line 12 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  size_t n = 15;
  uint16_t *a = malloc(n);
  memset(a, 0, n * sizeof *a);
  free(a);
  return 0;
}
