// heapglass: Writes a field of the element after a local array of structs.
// expect: InvalidWrite line 12 size 2 in stack variable points
// oracle: none memcheck does not bound local arrays

#include <stdint.h>

struct point {
  int16_t x, y;
};

static void set(struct point *p, int i) {
  p[i].y = 7;
}

int main(void) {
  struct point points[5] = {{0, 0}};
  set(points, 4);
  set(points, 5);
  return points[0].x;
}
