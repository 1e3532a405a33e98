// heapglass: An early return on the error path forgets the buffer.
// args: bad
// expect: Leak definite line 11 bytes 256 blocks 1
// exit: 2
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

static int parse(const char *text) {
  char *buffer = malloc(256);
  strcpy(buffer, text);
  if (strcmp(buffer, "good") != 0)
    return 2;
  free(buffer);
  return 0;
}

int main(int argc, char **argv) {
  return argc > 1 ? parse(argv[1]) : 0;
}
