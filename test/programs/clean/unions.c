// heapglass: Type punning through unions, anonymous members, arrays of unions.
// expect: clean
// stdout: 1073741824 2 64 9\n
// oracle: valgrind

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

union punned {
  float f;
  uint32_t u;
  uint8_t bytes[4];
};

struct tagged {
  int kind;
  union {
    double number;
    char text[16];
    struct {
      int x, y;
    };
  };
};

int main(void) {
  union punned *p = malloc(sizeof *p);
  p->f = 2.0f;
  struct tagged t[3] = {{0, {.number = 2}}, {1, {.text = "text"}}, {2, {.x = 4}}};
  t[2].y = 5;
  printf("%u %g %u %d\n", p->u, t[0].number, p->bytes[3], t[2].x + t[2].y);
  free(p);
  return 0;
}
