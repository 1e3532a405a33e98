// heapglass: Writes past an array from new[] of a class with a destructor (the count lies in front of the elements).
// expect: InvalidWrite line 13 size 4 in heap-block
// oracle: valgrind

#include <cstdint>

struct Item {
  int32_t value = 0;
  ~Item() { value = -1; }
};

static void set(Item *items, int i) {
  items[i].value = i;
}

int main() {
  Item *items = new Item[6];
  set(items, 5);
  set(items, 6);
  delete[] items;
  return 0;
}
