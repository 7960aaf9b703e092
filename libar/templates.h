/*
 * libar/templates.h
 * Purpose: files of templates, each read once with all its partials.
 *
 * A partial lies in the folder of the template that uses it and has its
 * ending: in firm.de.eml {{>items}} is items.de.eml, else items.eml, else
 * items.  Sheets live as long as the templates that they come from.
 */
#ifndef AR_TEMPLATES_H
#define AR_TEMPLATES_H

#include "libar/diag.h"
#include "libar/expand.h"
#include "libar/renderoptions.h"

enum { AR_PARTIALS_DEEP = 32, AR_PARTIALS_MAX = 256 };

/* A text of a sheet: its own, or that of a partial. */
struct ar_sheet_part {
	struct ar_slice name, indent;
	uint32_t file;
	unsigned depth;
	struct ar_template template;
	struct ar_sheet_part *next;
};

struct ar_sheet {
	struct ar_sheet_part *part;     /* the first is the sheet's own */
	enum ar_form form;
	struct ar_style style;
	const struct ar_header *fits;   /* of which it is known already */
	struct ar_partials partials;
};

struct ar_templates;

/* The options are borrowed.  The caller frees. */
struct ar_templates *ar_templates_new(const struct ar_render_options *,
    struct ar_diag *);
void ar_templates_free(struct ar_templates *);

/*
 * The file of this path; *sheet is NULL if there is none.  must: that is
 * refused.  AR_ESTOP after a message.
 */
AR_MUST int ar_templates_get(struct ar_templates *, struct ar_slice path,
    bool must, struct ar_sheet **sheet);

/* A pattern of names, given by an option, which is borrowed. */
AR_MUST int ar_templates_pattern(struct ar_templates *, const char *option,
    const char *text, struct ar_sheet **sheet);

/* What the documents of a template, or of a pattern of them, are. */
enum ar_form ar_templates_form(const struct ar_render_options *,
    struct ar_slice path);

/* Say what is wrong at a place of a part, with three arguments. */
void ar_template_say(struct ar_diag *, enum ar_msg, uint32_t file,
    struct ar_spot, const char *const arg[3]);

#endif
