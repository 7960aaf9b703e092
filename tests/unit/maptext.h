/*
 * tests/unit/maptext.h
 * Purpose: for tests: maps of documents out of texts.
 */
#ifndef AR_TEST_MAPTEXT_H
#define AR_TEST_MAPTEXT_H

#include "libar/importmapread.h"
#include "tests/unit/scratch.h"

static inline void
begin(struct ar_import_map *map)
{
	ar_import_map_init(map, ar_import_stream_of(AR_S("invoices")));
}

static inline void
read_text(struct ar_import_map *map, const char *text)
{
	struct ar_diag *diag = ar_diag_new("t");

	begin(map);
	assert_int_equal(ar_import_map_text(map, ar_slice_of(text), "xyz",
	    diag), AR_OK);
	ar_diag_free(diag);
}

#endif
