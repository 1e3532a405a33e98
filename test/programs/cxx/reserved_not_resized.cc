// heapglass: Writes elements of a vector that has room for them but does not have them yet.
// expect: InvalidWrite line 12 size 4 in heap-block
// expect: InvalidRead line 14 size 4 in heap-block
// oracle: none the bytes lie within the block, and memcheck knows nothing of the vector

#include <vector>

int main() {
  std::vector<int> values;
  values.reserve(8);
  values.push_back(1);
  values[3] = 2;
  values.clear();
  volatile int first = *values.data();
  return 0;
}
