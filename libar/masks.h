/*
 * libar/masks.h
 * Purpose: where a text's separators and quotes stand, as bits.
 *
 * Bit i of a mask is byte i of a block of 64 bytes.  There are several ways
 * to find the masks, with the same result; the fastest one that the machine
 * knows is chosen when it is asked for, so that one build serves them all.
 */
#ifndef AR_MASKS_H
#define AR_MASKS_H

#include <stdint.h>

#include "libar/slice.h"

enum { AR_MASK_BYTES = 64 };

struct ar_mask {
	uint64_t delimiter, quote, lf, cr;
};

/*
 * The masks of so many blocks at p.  Whether all their bytes are ASCII and
 * none is NUL.
 */
typedef bool (*ar_masks)(struct ar_mask *, const char *p, size_t blocks,
    char delimiter);

/*
 * Write down the number of each bit that is set, plus `first`, the lowest
 * first; where the list ends.  Up to AR_LIST_STEP behind that may have been
 * written to as well.
 */
typedef uint32_t *(*ar_lister)(uint32_t *to, uint64_t bits, uint32_t first);

enum { AR_LIST_STEP = 16 };

/* The fastest one on a machine that can run these masks. */
ar_lister ar_lister_for(ar_masks);

/* The fastest one here. */
ar_masks ar_masks_best(void);

/*
 * All that this machine can run, slowest first: the n-th, or NULL behind the
 * last one.  The first one is in portable C.
 */
ar_masks ar_masks_number(unsigned n);

#endif
