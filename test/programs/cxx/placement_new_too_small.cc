// heapglass: Placement new of an object into a block that is too small for it.
// expect: InvalidWrite line 13 size 8 in heap-block
// oracle: valgrind

#include <cstdint>
#include <cstdlib>
#include <new>

struct Pair {
  int64_t first, second;
  Pair() {
    first = 1;
    second = 2;
  }
};

int main() {
  void *room = malloc(8);
  Pair *p = new (room) Pair;
  p->~Pair();
  free(room);
  return 0;
}
