// heapglass: A cursor into a buffer is not renewed when the buffer grows.
// expect: InvalidWrite line 13 size 1 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *buffer = malloc(16);
  strcpy(buffer, "abc");
  char *cursor = buffer + 3;
  buffer = realloc(buffer, 4096);
  *cursor = 'd';
  free(buffer);
  return 0;
}
