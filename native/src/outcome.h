#ifndef MLS_OUTCOME_H
#define MLS_OUTCOME_H

/** How a piece of work ended. Nothing in the library aborts. */
enum outcome { OUTCOME_OK = 0, OUTCOME_OUT_OF_MEMORY = 1 };

#endif
