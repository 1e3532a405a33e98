// heapglass: Writes far behind a block, where no block has ever been.
// expect: InvalidWrite line 10 size 4
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

int main(void) {
  int32_t *a = malloc(16 * sizeof *a);
  a[1000] = 1;
  free(a);
  return 0;
}
