// heapglass: A static object's destructor uses a block that an atexit handler has freed before it.
// expect: InvalidRead line 12 size 4 in heap-block
// oracle: valgrind

#include <cstdint>
#include <cstdlib>

static int32_t *shared;

struct Reporter {
  ~Reporter() {
    if (*shared == 123456)
      abort();
  }
};

static Reporter reporter;

static void release() {
  delete shared;
}

int main() {
  shared = new int32_t(4);
  atexit(release);
  return 0;
}
