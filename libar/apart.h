/*
 * libar/apart.h
 * Purpose: work of another library, in a process of its own.
 *
 * There are libraries that do not survive that memory is out, or that say on
 * stderr and nowhere else that something failed.  In a child they can do no
 * harm: it shares the memory of mmap(2) that is marked so, and the files that
 * are open, and nothing else that it does is left.
 */
#ifndef AR_APART_H
#define AR_APART_H

#include "libar/err.h"

/*
 * Call work(with), and no handler of atexit(3) after it.  AR_OK if it returned
 * 0; AR_EDATA if not, or it ended the process, or it said something on
 * stderr, which is not shown; AR_ESTOP, and errno, if there is no process.
 */
AR_MUST int ar_apart(int (*work)(void *), void *with);

#endif
