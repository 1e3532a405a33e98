// heapglass: The inner block of a struct is freed with the struct's cleanup, then used through another alias.
// expect: InvalidWrite line 30 size 4 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

struct image {
  int32_t width, height;
  int32_t *pixels;
};

static struct image *make(int32_t w, int32_t h) {
  struct image *i = malloc(sizeof *i);
  i->width = w;
  i->height = h;
  i->pixels = calloc((size_t)(w * h), sizeof(int32_t));
  return i;
}

static void destroy(struct image *i) {
  free(i->pixels);
  free(i);
}

int main(void) {
  struct image *i = make(4, 3);
  int32_t *row = i->pixels + 4;
  destroy(i);
  row[2] = 0xff;
  return 0;
}
