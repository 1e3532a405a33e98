// heapglass: An iterator of a vector is used after push_back has moved the elements.
// expect: InvalidRead line 8 size 4 in heap-block
// oracle: valgrind

#include <vector>

static int value(const int *p) {
  return *p;
}

int main() {
  std::vector<int> v(4, 7);
  const int *first = v.data();
  for (int i = 0; i < 1000; i++)
    v.push_back(i);
  return value(first) == 123456;
}
