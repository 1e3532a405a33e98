// heapglass: new[] with delete, new with delete[], new[] with free.
// expect: MismatchedFree line 10 in heap-block
// expect: MismatchedFree line 14 in heap-block
// expect: MismatchedFree line 21 in heap-block
// oracle: valgrind

#include <cstdlib>

static void one(int *p) {
  delete p;
}

static void many(int *p) {
  delete[] p;
}

int main() {
  one(new int[5]);
  many(new int(5));
  char *text = new char[9];
  free(text);
  return 0;
}
