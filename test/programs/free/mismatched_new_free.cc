// heapglass: new with free, malloc with delete.
// expect: MismatchedFree line 9 in heap-block
// expect: MismatchedFree line 13 in heap-block
// oracle: valgrind

#include <cstdlib>

static void by_free(int *p) {
  free(p);
}

static void by_delete(int *p) {
  delete p;
}

int main() {
  by_free(new int(1));
  by_delete(static_cast<int *>(malloc(sizeof(int))));
  return 0;
}
