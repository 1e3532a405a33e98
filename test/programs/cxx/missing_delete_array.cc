// heapglass: new[] in the constructor, no delete[] in the destructor, for three objects made in a loop.
// expect: Leak definite line 11 bytes 120 blocks 3
// oracle: valgrind

#include <cstdint>

class Buffer {
  int32_t *items;

public:
  explicit Buffer(int n) : items(new int32_t[n]) {}
  void set(int i, int32_t v) { items[i] = v; }
};

static void work() {
  for (int i = 0; i < 3; i++) {
    Buffer b(10);
    b.set(9, i);
  }
}

int main() {
  work();
  return 0;
}
