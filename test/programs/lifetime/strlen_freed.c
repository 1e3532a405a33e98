// heapglass: Measures a string after freeing it.
// expect: InvalidRead line 12 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = malloc(32);
  strcpy(s, "twenty-one characters");
  free(s);
  volatile size_t n = strlen(s);
  (void)n;
  return 0;
}
