// heapglass: Of eight blocks in an array, five are freed before the array is.
// expect: Leak definite line 10 bytes 48 blocks 3
// oracle: valgrind

#include <stdlib.h>

static void work(void) {
  char **names = malloc(8 * sizeof *names);
  for (int i = 0; i < 8; i++)
    names[i] = calloc(1, 16);
  for (int i = 0; i < 5; i++)
    free(names[i]);
  free(names);
}

int main(void) {
  work();
  return 0;
}
