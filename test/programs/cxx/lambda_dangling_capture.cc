// heapglass: A std::function captures a local array by reference and is called after the function has returned.
// expect: InvalidRead line 11 size 4 in stack
// oracle: valgrind

#include <functional>

static std::function<int()> make() {
  int table[2000] = {1, 2, 3};
  int *p = table;
  return [p] {
    return p[10];
  };
}

int main() {
  auto f = make();
  return f() == 123456;
}
