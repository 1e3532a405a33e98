// heapglass: Packed structs with unaligned fields, in exactly sized blocks.
// expect: clean
// stdout: 1 2000000 3.5 -4 128\n
// oracle: valgrind

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct __attribute__((packed)) wire {
  uint8_t tag;
  uint32_t length;
  double value;
  int16_t tail;
};

int main(void) {
  char *raw = malloc(3 * sizeof(struct wire));
  for (int i = 0; i < 3; i++) {
    struct wire *w = (struct wire *)(raw + (size_t)i * sizeof *w);
    w->tag = 1;
    w->length = 2000000;
    w->value = 3.5;
    w->tail = -4;
  }
  struct wire copy;
  memcpy(&copy, raw + 2 * sizeof copy, sizeof copy);
  uint64_t odd;
  memcpy(&odd, raw + 1, 8);
  printf("%d %u %g %d %d\n", copy.tag, copy.length, copy.value, copy.tail, (int)(odd & 0xff));
  free(raw);
  return 0;
}
