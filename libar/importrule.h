/*
 * libar/importrule.h
 * Purpose: what the rules of a map say of a row.
 *
 * A rule looks at the cell under one header.
 */
#ifndef AR_IMPORTRULE_H
#define AR_IMPORTRULE_H

#include "libar/importfile.h"

/* More fields than the header are good if they are empty; fewer never are. */
bool ar_import_row_fits(const struct ar_import_file *,
    const struct ar_row *);

/*
 * Whether a rule of this kind has something to say of the row.  One that lost
 * a field has its cells under other headers, or that lost the cell to be chosen
 * by, is left to be refused.
 */
bool ar_import_rule_tells(const struct ar_import_file *,
    const struct ar_import_map *, const struct ar_row *, enum ar_map_test);

/* Whether the cell that a rule looks at is empty, and may not be. */
bool ar_import_rule_lacks(const struct ar_import_file *,
    const struct ar_import_map *, const struct ar_row *, size_t rule);

/* Number of the first rule that refuses the row, -1 if none does. */
ptrdiff_t ar_import_rule_broken(const struct ar_import_file *,
    const struct ar_import_map *, const struct ar_row *);

#endif
