// heapglass: The classic "<=": one write past the end of the array.
// expect: InvalidWrite line 12 size 8 count 1 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

int main(void) {
  int n = 6;
  int64_t *a = malloc((size_t)n * sizeof *a);
  for (int i = 0; i <= n; i++)
    a[i] = i;
  free(a);
  return 0;
}
