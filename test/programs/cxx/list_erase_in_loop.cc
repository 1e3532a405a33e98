// heapglass: A loop over a list reads an element through a pointer kept from before the erase.
// expect: InvalidRead line 8 size 4 count 2 in heap-block
// oracle: valgrind

#include <list>

static int read(const int *p) {
  return *p;
}

int main() {
  std::list<int> l = {1, 2, 3, 4};
  int sum = 0;
  for (auto it = l.begin(); it != l.end();) {
    const int *value = &*it;
    if (*value % 2 == 0) {
      it = l.erase(it);
      sum += read(value);
    } else {
      ++it;
    }
  }
  return sum == 123456;
}
