// heapglass: A template class with copy, move and assignment done right, and self-assignment.
// expect: clean
// stdout: 3 2 0 3\n
// oracle: valgrind

#include <cstdio>
#include <cstring>
#include <utility>

template <typename T> class Array {
  T *items = nullptr;
  int n = 0;

public:
  Array() = default;
  explicit Array(int count) : items(new T[size_t(count)]()), n(count) {}
  Array(const Array &o) : Array(o.n) { memmove(items, o.items, size_t(n) * sizeof(T)); }
  Array(Array &&o) noexcept : items(std::exchange(o.items, nullptr)), n(std::exchange(o.n, 0)) {}
  Array &operator=(Array o) noexcept {
    std::swap(items, o.items);
    std::swap(n, o.n);
    return *this;
  }
  ~Array() { delete[] items; }
  int size() const { return n; }
  T &operator[](int i) { return items[i]; }
};

int main() {
  Array<double> a(3), b(2), c;
  a[2] = 1.5;
  Array<double> copy = a;
  c = copy;
  Array<double> &same = c;
  c = same;
  printf("%d %d ", c.size(), b.size());
  b = std::move(a);
  printf("%d %d\n", a.size(), b.size());
  return b[2] == 1.5 ? 0 : 1;
}
