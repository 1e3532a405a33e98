// heapglass: The same write goes wrong three times from the same stack: one finding with a count.
// expect: InvalidWrite line 10 size 4 count 3 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  int *a = malloc(4 * sizeof(int));
  for (int i = 0; i < 7; i++)
    a[i] = i;
  free(a);
  return 0;
}
