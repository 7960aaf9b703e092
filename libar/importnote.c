/*
 * libar/importnote.c
 * Purpose: what was found out about a foreign file, for -v.
 */
#include "libar/importnote.h"

static void
add_count(struct ar_buf *b, uint64_t n, const char *what)
{
	if (n > 0)
		ar_buf_addf(b, "%s%llu %s", b->n > 0 ? ", " : "",
		    (unsigned long long)n, what);
}

static void
say(struct ar_buf *b, const char *file, const struct ar_diag *diag)
{
	struct ar_buf line = {0};

	if (b->n > 0) {
		ar_buf_addf(&line, "%s: ", file);
		ar_buf_add(&line, ar_buf_slice(b));
		ar_buf_add(&line, AR_S("\0"));
		ar_diag_note(diag, line.p);
	}
	ar_buf_free(&line);
	ar_buf_free(b);
}

/* ", dates dmy as line 3 proves" */
static void
add_proof(struct ar_buf *b, const struct ar_clue *clue, const char *what,
    const char *const *way, unsigned ways)
{
	if (clue->given || (clue->possible & (clue->possible - 1)) != 0)
		return;
	for (unsigned i = 0; i < ways; i++)
		if ((clue->possible & 1U << i) != 0)
			ar_buf_addf(b, ", %s %s as line %llu proves", what,
			    way[i], (unsigned long long)clue->proof.line);
}

void
ar_import_note(const struct ar_import_file *f, const struct ar_dialect *d,
    const struct ar_import_counts *c, const struct ar_diag *diag)
{
	static const char *const orders[] = {"dmy", "mdy", "ymd"};
	static const char *const marks[] = {"point", "comma"};
	const char *name = ar_diag_file_name(diag, f->header->at.file);
	struct ar_buf b = {0};
	char day[AR_DAY_TEXT];

	if (f->header->at.line == 0)
		ar_buf_addf(&b, "no header, ");
	else
		ar_buf_addf(&b, "header on line %llu, ",
		    (unsigned long long)f->header->at.line);
	ar_buf_addf(&b, "delimiter %s%.*s%s, %s",
	    f->delimiter == '\t' ? "" : "'",
	    f->delimiter == '\t' ? 3 : 1,
	    f->delimiter == '\t' ? "tab" : &f->delimiter,
	    f->delimiter == '\t' ? "" : "'",
	    f->encoding == NULL ? "UTF-8" : f->encoding);
	if (f->day != AR_NO_DAY) {
		ar_day_format(day, f->day);
		ar_buf_addf(&b, ", report of %.*s", (int)sizeof day, day);
	}
	add_proof(&b, &d->dates, "dates", orders, 3);
	add_proof(&b, &d->marks, "decimal", marks, 2);
	say(&b, name, diag);
	add_count(&b, f->texts, "lines before the header");
	add_count(&b, c->blank, "blank rows");
	add_count(&b, c->totals, "total rows");
	add_count(&b, c->footers, "footers");
	add_count(&b, c->sections, "sections");
	add_count(&b, c->skipped, "rows skipped");
	add_count(&b, c->trimmed, "cells trimmed");
	add_count(&b, c->broken, "cells with line breaks");
	add_count(&b, c->noise, "amounts with binary noise");
	add_count(&b, c->turned, "rows with signs turned");
	add_count(&b, c->grouped, "documents of several rows");
	add_count(&b, c->cells, "documents that are cells");
	add_count(&b, c->drafts, "drafts left out");
	add_count(&b, c->outgoing, "payments that went out");
	add_count(&b, c->numbered, "documents given a number");
	add_count(&b, c->due_filled, "due dates set to the document's");
	say(&b, name, diag);
}
