// heapglass: realloc of a block that operator new gave.
// expect: MismatchedFree line 9 in heap-block
// oracle: valgrind

#include <cstdlib>

int main() {
  void *p = new char[16];
  p = realloc(p, 64);
  free(p);
  return 0;
}
