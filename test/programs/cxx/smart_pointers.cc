// heapglass: unique_ptr, shared_ptr, weak_ptr, custom deleters and arrays.
// expect: clean
// stdout: 3 1 0 15 closed\n
// oracle: valgrind

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

struct Node {
  int value;
  std::unique_ptr<Node> next;
  std::weak_ptr<int> observed;
};

int main() {
  auto shared = std::make_shared<int>(5);
  std::unique_ptr<Node> list;
  for (int i = 1; i <= 5; i++) {
    auto n = std::make_unique<Node>();
    n->value = i;
    n->observed = shared;
    n->next = std::move(list);
    list = std::move(n);
  }
  std::vector<std::shared_ptr<int>> copies(2, shared);
  printf("%ld ", shared.use_count());
  copies.clear();
  printf("%ld ", shared.use_count());
  shared.reset();
  printf("%d ", list->observed.lock() ? 1 : 0);
  int sum = 0;
  for (Node *n = list.get(); n; n = n->next.get())
    sum += n->value;
  printf("%d ", sum);
  std::unique_ptr<int[]> array(new int[12]());
  array[11] = 1;
  {
    std::unique_ptr<void, void (*)(void *)> memory(malloc(10), [](void *p) {
      free(p);
      printf("closed\n");
    });
  }
  return 0;
}
