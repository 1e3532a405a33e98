// heapglass: Bit-fields in heap structs whose last storage unit is partly used.
// expect: clean
// stdout: 5 -3 1 1023 8191\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

struct flags {
  unsigned kind : 3;
  signed delta : 4;
  unsigned on : 1;
  unsigned short count : 10;
  unsigned long long wide : 13;
};

struct __attribute__((packed)) tight {
  unsigned a : 5;
  unsigned b : 14;
};

int main(void) {
  struct flags *f = calloc(1, sizeof *f);
  f->kind = 5;
  f->delta = -3;
  f->on = 1;
  f->count = 1023;
  f->wide = 8191;
  struct tight *t = calloc(3, sizeof *t);
  for (int i = 0; i < 3; i++) {
    t[i].a = 17;
    t[i].b = 9999;
  }
  printf("%u %d %u %u %u\n", f->kind, f->delta, f->on, f->count, (unsigned)f->wide);
  int ok = t[2].a == 17 && t[2].b == 9999;
  free(t);
  free(f);
  return ok ? 0 : 1;
}
