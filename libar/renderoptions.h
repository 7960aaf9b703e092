/*
 * libar/renderoptions.h
 * Purpose: what the options of ar-render say.
 */
#ifndef AR_RENDEROPTIONS_H
#define AR_RENDEROPTIONS_H

#include "libar/style.h"

/* Kinds of documents; the first goes by the name of the template. */
enum ar_form {
	AR_FORM_BY_NAME, AR_FORM_NONE, AR_FORM_HTML, AR_FORM_XML,
	AR_FORM_ROFF, AR_FORM_MAIL
};

/* Of -D and --only: a name and what is said of it. */
struct ar_named {
	struct ar_slice name, text;
};

struct ar_render_options {
	const char *template;           /* a file, or a pattern of files */
	const char *files;              /* pattern of the files written */
	const char *key;                /* NULL: each row; "": all rows */
	const char *with;               /* file of constants */
	enum ar_form form;
	struct ar_style style;
	struct ar_named *define, *only;
	size_t ndefine, nonly;
	bool lax;
};

#endif
