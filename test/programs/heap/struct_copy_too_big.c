// heapglass: Copies a struct by value out of a block that is smaller than the struct.
// expect: InvalidRead line 15 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

struct packet {
  uint8_t header[8];
  uint8_t body[120];
};

int main(void) {
  struct packet *p = calloc(1, 100);
  struct packet copy = *p;
  free(p);
  return copy.header[0];
}
