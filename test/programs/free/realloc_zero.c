// heapglass: realloc with size 0, which C23 makes undefined.
// expect: ReallocSizeZero line 9
// oracle: none memcheck 3.19 does not know it

#include <stdlib.h>

int main(void) {
  char *p = malloc(10);
  p = realloc(p, 0);
  free(p);
  return 0;
}
