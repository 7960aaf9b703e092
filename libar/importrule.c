/*
 * libar/importrule.c
 * Purpose: what the rules of a map say of a row.
 */
#include "libar/importrule.h"

bool
ar_import_row_fits(const struct ar_import_file *f, const struct ar_row *row)
{
	for (uint32_t i = (uint32_t)f->header->n; i < row->n; i++)
		if (ar_slice_trim(ar_row_get(row, i)).n > 0)
			return false;
	return row->n >= f->header->n;
}

static struct ar_slice
rule_cell(const struct ar_import_file *f, const struct ar_row *row,
    size_t rule)
{
	return ar_slice_trim(ar_row_get(row, (uint32_t)f->rule[rule]));
}

static bool
fits_rule(const struct ar_import_file *f, const struct ar_import_map *map,
    const struct ar_row *row, size_t rule)
{
	return ar_alternatives_fit(&map->rule[rule].pattern,
	    rule_cell(f, row, rule));
}

bool
ar_import_rule_lacks(const struct ar_import_file *f,
    const struct ar_import_map *map, const struct ar_row *row, size_t rule)
{
	return f->rule[rule] >= 0 && rule_cell(f, row, rule).n == 0 &&
	    !fits_rule(f, map, row, rule);
}

/* What is to be chosen by a cell is not left out where that is empty. */
static bool
tells(const struct ar_import_file *f, const struct ar_import_map *map,
    const struct ar_row *row, size_t rule)
{
	bool fits = fits_rule(f, map, row, rule);

	return map->rule[rule].test != AR_MAP_ONLY ? fits :
	    !fits && rule_cell(f, row, rule).n > 0;
}

bool
ar_import_rule_tells(const struct ar_import_file *f,
    const struct ar_import_map *map, const struct ar_row *row,
    enum ar_map_test test)
{
	for (size_t i = 0; i < map->nrules; i++)
		if (map->rule[i].test == test && f->rule[i] >= 0 &&
		    ar_import_row_fits(f, row) && tells(f, map, row, i))
			return true;
	return false;
}

ptrdiff_t
ar_import_rule_broken(const struct ar_import_file *f,
    const struct ar_import_map *map, const struct ar_row *row)
{
	for (size_t i = 0; i < map->nrules; i++)
		if (map->rule[i].test == AR_MAP_MUST && f->rule[i] >= 0 &&
		    !fits_rule(f, map, row, i))
			return (ptrdiff_t)i;
	return -1;
}
