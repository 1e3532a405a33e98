// heapglass: read() stores more bytes than the block has.
// stdin: 0123456789abcdef
// expect: InvalidWrite line 11 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <unistd.h>

int main(void) {
  char *p = malloc(8);
  long n = read(0, p, 16);
  free(p);
  return n == 16 ? 0 : 1;
}
