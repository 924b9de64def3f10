#ifndef MLS_LARGE_PAGES_H
#define MLS_LARGE_PAGES_H

#include <stddef.h>

/** The size of a large page, where there are any. */
#define LARGE_PAGE ((size_t)1 << 21)

/**
 * Asks the system to lay fresh memory into large pages, where it has them: with small ones rows are read at a rate at
 * which address look-ups hold it up. A wish, which may not be granted, and changes nothing that is stored.
 */
void prefer_large_pages(void *at, size_t bytes);

#endif
