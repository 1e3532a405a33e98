// heapglass: Allocates too little for a struct, then writes a field near its end.
// expect: InvalidWrite line 19 size 4 in heap-block
// expect: InvalidRead line 20 size 4 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

struct record {
  int32_t id;
  char name[16];
  int32_t score;
};

int main(void) {
  struct record *r = malloc(20);
  r->id = 1;
  r->name[0] = 'a';
  r->score = 10;
  int score = r->score;
  free(r);
  return score == -77 ? 1 : 0;
}
