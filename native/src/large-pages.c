#include "large-pages.h"

#include <stdint.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

void prefer_large_pages(void *at, size_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  // Only whole pages that belong to nobody else.
  uintptr_t first = ((uintptr_t)at + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
  uintptr_t end = ((uintptr_t)at + bytes) / LARGE_PAGE * LARGE_PAGE;
  if (end > first) madvise((void *)first, end - first, MADV_HUGEPAGE);
#else
  (void)at, (void)bytes;
#endif
}
