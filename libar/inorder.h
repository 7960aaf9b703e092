/*
 * libar/inorder.h
 * Purpose: whether rows that belong together stand together.
 */
#ifndef AR_INORDER_H
#define AR_INORDER_H

#include "libar/common.h"

/*
 * Whether all operands are regular files, stdin too, so that they can be
 * read before anything is done, and twice.
 */
bool ar_operands_are_files(const struct ar_common *);

/*
 * Whether equal cells of the column stand in rows that follow each other, in
 * operands that are files.  Nothing is said, and stdin is where it was: what
 * cannot be read is not in order.  Memory grows with the different cells.
 */
bool ar_in_order(const struct ar_common *, struct ar_slice column);

#endif
