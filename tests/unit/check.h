/*
 * tests/unit/check.h
 * Purpose: for tests: a row of a table that must hold, named if it does not.
 */
#ifndef AR_CHECK_H
#define AR_CHECK_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

static inline void
check(const char *name, bool good)
{
	if (good)
		return;
	print_error("failing row: %s\n", name);
	fail();
}

#endif
