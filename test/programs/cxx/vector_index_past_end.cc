// heapglass: A vector is written through its data pointer one element past its capacity.
// expect: InvalidWrite line 8 size 8 in heap-block
// oracle: valgrind

#include <vector>

static void put(double *p, int i) {
  p[i] = 1.0;
}

int main() {
  std::vector<double> v;
  v.reserve(6);
  for (int i = 0; i < 6; i++)
    v.push_back(i);
  put(v.data(), 6);
  return v[0] != 0;
}
