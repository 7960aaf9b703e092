/*
 * ar-render - rows into letters, invoices, mails and pages
 *
 * Reads rows of any stream and a mustache template.  Writes a document for
 * each row, or for each key.  Manual: ar-render(1), ar-template(5).
 */
#include "libar/cli.h"
#include "libar/help.h"
#include "libar/mem.h"
#include "libar/options.h"
#include "libar/renderrun.h"

#include <stdlib.h>
#include <unistd.h>

static const char synopsis[] =
    "[-a DATE] [-C FILE] [-D NAME=VALUE]... [-e FORM] [-k KEY]\n"
    "[-O PATTERN | -o FILE] [-uv] [--dates=FORM] [--lax] [--max-errors=N]\n"
    "[--numbers=EXAMPLE] [--only=NAME=WORD[,WORD...]]... [--rejects=FILE]\n"
    "[--with=FILE] TEMPLATE [FILE...]";

static const char examples[] =
    "ar-render -k invoice_id --with=seller.csv invoice.txt lines.csv\n"
    "ar-render -k action_id -O 'out/{{action_id}}.eml' reminder.eml items.csv";

enum {
	DATES = AR_OPT_FIRST, DEFINE, ESCAPE, FILES, KEY, LAX, NUMBERS,
	ONLY, STRICT, WITH
};

static const struct ar_option options[] = {
	AR_OPTION_AS_OF,
	AR_OPTION_CUSTOMERS,
	{0, "dates", "FORM", "form of dates: iso, dmy, mdy, 'd month y' (iso)",
	    DATES},
	{'D', "define", "NAME=VALUE", "a constant for templates", DEFINE},
	{'e', "escape", "FORM",
	    "html, xml, roff, mail or none (by the template's name)",
	    ESCAPE},
	{'O', "files", "PATTERN", "write a file for each document", FILES},
	AR_OPTION_HELP,
	{'k', "key", "KEY", "rows that are one document; '' for all rows",
	    KEY},
	{0, "lax", NULL, "take unknown names as empty", LAX},
	AR_OPTION_MAX_ERRORS,
	{0, "numbers", "EXAMPLE", "how 1234.50 looks: 1,234.50 or 1.234,50",
	    NUMBERS},
	{0, "only", "NAME=WORD[,WORD...]", "only rows with one of these",
	    ONLY},
	AR_OPTION_OUTPUT,
	AR_OPTION_REJECTS,
	{'u', "strict", NULL, "refuse unknown names, as without --lax",
	    STRICT},
	AR_OPTION_VERBOSE,
	AR_OPTION_VERSION,
	{0, "with", "FILE", "constants, as the columns of one row", WITH},
};

static int
set_form(struct ar_render_options *o, const char *value)
{
	static const char *const words[] = {
		[AR_FORM_NONE] = "none", [AR_FORM_HTML] = "html",
		[AR_FORM_XML] = "xml", [AR_FORM_ROFF] = "roff",
		[AR_FORM_MAIL] = "mail"
	};

	for (size_t i = AR_FORM_NONE; i <= AR_FORM_MAIL; i++)
		if (strcmp(value, words[i]) == 0) {
			o->form = (enum ar_form)i;
			return AR_OK;
		}
	return AR_EDATA;
}

/* NAME=TEXT, one more of a list. */
static int
add_named(struct ar_named **list, size_t *n, const char *value)
{
	struct ar_slice text = ar_slice_of(value);
	struct ar_slice name = ar_slice_cut(&text, '=');

	if (name.n == 0 || name.n == strlen(value))
		return AR_EDATA;
	for (size_t i = 0; i < *n; i++)
		if (ar_name_eq((*list)[i].name, name))
			return AR_EDATA;
	*list = ar_grow(*list, *n + 1, sizeof **list);
	(*list)[(*n)++] = (struct ar_named){name, text};
	return AR_OK;
}

static int
set_text(const char **text, const char *value)
{
	*text = value;
	return AR_OK;
}

static int
set_named(struct ar_render_options *o, int id, const char *value,
    const char **want)
{
	*want = id == DEFINE ? "NAME=VALUE, each name once" :
	    "NAME=WORD[,WORD...], each name once";
	return id == DEFINE ?
	    add_named(&o->define, &o->ndefine, value) :
	    add_named(&o->only, &o->nonly, value);
}

static int
set(void *opts, int id, const char *value, const char **want)
{
	struct ar_render_options *o = opts;

	switch (id) {
	case DATES:
		*want = AR_STYLE_DATES;
		return ar_style_dates(&o->style, ar_slice_of(value));
	case DEFINE:
	case ONLY:
		return set_named(o, id, value, want);
	case ESCAPE:
		*want = "one of html, xml, roff, mail, none";
		return set_form(o, value);
	case FILES:
		return ar_file_parse(&o->files, value, want);
	case KEY:
		return set_text(&o->key, value);
	case LAX:
		o->lax = true;
		return AR_OK;
	case NUMBERS:
		*want = AR_STYLE_NUMBERS;
		return ar_style_numbers(&o->style, ar_slice_of(value));
	case WITH:
		return ar_file_parse(&o->with, value, want);
	default:
		return AR_OK;
	}
}

static const struct ar_tool tool = {
	.name = "ar-render",
	.purpose = "rows into letters, invoices, mails and pages",
	.synopsis = synopsis, .examples = examples, .option = options,
	.noptions = sizeof options / sizeof *options, .set = set,
	.words = true,
};

/* The template stands before the files; none of these is stdin. */
static int
take_operands(struct ar_cli *cli, struct ar_render_options *o)
{
	static char standard_input[] = "-";
	static char *const none[] = {standard_input};
	struct ar_common *c = &cli->common;

	if (c->noperands == 0) {
		ar_diag_say(cli->diag, &(struct ar_say){AR_M_BAD_OPERANDS,
		    {0}, {0}, {"TEMPLATE and perhaps files", c->tool}});
		if (isatty(STDIN_FILENO))
			ar_help_usage(&tool, cli->diag);
		return AR_ESTOP;
	}
	o->template = c->operand[0];
	c->operand++;
	if (--c->noperands > 0)
		return AR_OK;
	if (isatty(STDIN_FILENO)) {
		ar_diag_say(cli->diag, &(struct ar_say){.msg = AR_M_NO_INPUT});
		ar_help_usage(&tool, cli->diag);
		return AR_ESTOP;
	}
	c->operand = none;
	c->noperands = 1;
	return AR_OK;
}

static int
check(struct ar_cli *cli)
{
	static const int lax[] = {LAX}, output[] = {AR_OPT_OUTPUT};

	return ar_cli_excludes(cli, STRICT, lax, 1) != AR_OK ?
	    AR_ESTOP : ar_cli_excludes(cli, FILES, output, 1);
}

int
main(int argc, char **argv)
{
	struct ar_render_options o = {0};
	struct ar_cli cli;

	ar_cli_begin(&cli, &tool);
	if (ar_cli_parse(&cli, argc, argv, &o) == AR_OK &&
	    check(&cli) == AR_OK && take_operands(&cli, &o) == AR_OK)
		ar_renderrun(&cli, &o);
	free(o.define);
	free(o.only);
	return ar_cli_end(&cli);
}
