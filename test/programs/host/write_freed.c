// heapglass: The system reads a freed block on the program's behalf: write() of it.
// expect: InvalidRead line 13 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void) {
  char *p = malloc(16);
  strcpy(p, "written\n");
  free(p);
  return write(2, p, 8) == 0;
}
