// heapglass: malloc(0), calloc(0, n), free(NULL), realloc(NULL, 0): legal and harmless.
// expect: clean
// stdout: distinct\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  void *a = malloc(0), *b = malloc(0), *c = calloc(0, 8), *d = calloc(8, 0), *e = realloc(NULL, 0);
  puts(a != b && a && b ? "distinct" : "same");
  free(NULL);
  free(a), free(b), free(c), free(d), free(e);
  return 0;
}
