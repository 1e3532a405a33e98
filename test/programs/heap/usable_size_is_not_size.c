// heapglass: malloc_usable_size gives no right to bytes that were not asked for.
// expect: InvalidWrite line 11 size 1 in heap-block
// oracle: valgrind

#include <malloc.h>
#include <stdlib.h>

int main(void) {
  char *p = malloc(21);
  size_t usable = malloc_usable_size(p);
  p[21] = 'x';
  free(p);
  return usable >= 21 ? 0 : 1;
}
