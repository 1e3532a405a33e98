// heapglass: Writes the element after the last one of a heap array.
// expect: InvalidWrite line 11 size 4 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  int *a = malloc(10 * sizeof(int));
  for (int i = 0; i < 10; i++)
    a[i] = i;
  a[10] = 7;
  free(a);
  return 0;
}
