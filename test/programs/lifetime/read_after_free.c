// heapglass: Reads a block that has been freed.
// expect: InvalidRead line 11 size 4 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  int *p = malloc(sizeof *p);
  *p = 41;
  free(p);
  int answer = *p + 1;
  return answer == 123456 ? 1 : 0;
}
