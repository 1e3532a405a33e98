// heapglass: A reference into a map is used after its element was erased.
// expect: InvalidRead line 8 size 4 in heap-block
// oracle: valgrind

#include <map>

static int read(const int &r) {
  return r;
}

int main() {
  std::map<int, int> ages;
  for (int i = 0; i < 10; i++)
    ages[i] = i * i;
  const int &five = ages[5];
  ages.erase(5);
  return read(five) == 123456;
}
