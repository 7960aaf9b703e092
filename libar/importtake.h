/*
 * libar/importtake.h
 * Purpose: one row of a foreign file, from its cells to the output.
 */
#ifndef AR_IMPORTTAKE_H
#define AR_IMPORTTAKE_H

#include "libar/common.h"
#include "libar/importbalance.h"
#include "libar/importcells.h"
#include "libar/importcheck.h"
#include "libar/importdoc.h"
#include "libar/importgroup.h"
#include "libar/importout.h"
#include "libar/importtotals.h"
#include "libar/rejects.h"

/* A row that waits until its cells can be read. */
struct ar_import_held {
	struct ar_row row;
	enum ar_row_class class;
	struct ar_slice section;        /* that it stands in */
};

/* What belongs to the present file. */
struct ar_import_work {
	struct ar_import_file in;
	struct ar_dialect dialect;
	struct ar_import_totals totals;
	struct ar_import_totals under[AR_MAP_CELLS];    /* each cell */
	struct ar_import_balance balance;
	struct ar_import_groups groups;
	struct ar_import_counts counts;
	struct ar_import_held *held;
	size_t nheld, bytes;
	struct ar_arena arena;          /* of the rows held */
	struct ar_arena sections;       /* of their names */
	struct ar_import_texts texts;   /* of the present row */
	struct ar_import_record record; /* of the same; large for a stack */
	struct ar_arena scratch;        /* of its texts */
	bool after_total;
};

struct ar_import_run {
	const struct ar_import_options *o;
	const struct ar_common *common;
	struct ar_tie *tie;
	struct ar_diag *diag;
	struct ar_rejects *rejects;
	struct ar_import_docs docs;
	struct ar_import_out out;
	struct ar_import_work *file;
	uint64_t records;
	bool failed;                    /* nothing more goes out */
};

/* The texts of the present row; those of the one before are gone. */
void ar_import_take_texts(struct ar_import_run *, const struct ar_row *);

/*
 * A row whose class and texts are known and whose cells can be read.
 * AR_ESTOP: end.
 */
AR_MUST int ar_import_take(struct ar_import_run *, const struct ar_row *,
    enum ar_row_class);

/*
 * The record that was refused just now is kept and tied, and rows end with
 * it unless --rejects takes it.  rec: what could be read of it; NULL: nothing,
 * so that it may be a row of any document, and where rows are grouped the run
 * fails.
 */
void ar_import_drop(struct ar_import_run *, const struct ar_row *,
    const struct ar_import_record *rec);

/* At the end of a file: the documents of several rows. */
void ar_import_take_groups(struct ar_import_run *);

#endif
