/*
 * libar/help.c
 * Purpose: --help and --version, printed from the tool's own table.
 */
#include "libar/help.h"

#include "libar/mem.h"
#include "libar/sink.h"

#ifndef AR_VERSION
#define AR_VERSION "unknown"
#endif

enum { HELP_COLUMN = 29 };

static void
add_lines(struct ar_buf *b, const char *before, const char *lines)
{
	struct ar_slice rest = ar_slice_of(lines);

	while (rest.n > 0) {
		struct ar_slice line = ar_slice_cut(&rest, '\n');

		ar_buf_addf(b, "%s%.*s\n", before, (int)line.n, line.p);
	}
}

static void
add_option(struct ar_buf *b, const struct ar_option *o)
{
	size_t begin = b->n;

	if (o->letter != '\0')
		ar_buf_addf(b, "  -%c, ", o->letter);
	else
		ar_buf_addf(b, "      ");
	ar_buf_addf(b, "--%s", o->name);
	if (o->argument != NULL)
		ar_buf_addf(b, "%s%s", o->argument[0] == '[' &&
		    o->argument[1] == '=' ? "" : "=", o->argument);
	if (b->n - begin >= HELP_COLUMN) {
		ar_buf_addf(b, "\n");
		begin = b->n;
	}
	ar_buf_addf(b, "%*s%s\n", (int)(HELP_COLUMN - (b->n - begin)), "",
	    o->help);
}

static void
add_synopsis(struct ar_buf *b, const struct ar_tool *tool)
{
	struct ar_slice rest = ar_slice_of(tool->synopsis);
	struct ar_slice line = ar_slice_cut(&rest, '\n');

	ar_buf_addf(b, "usage: %s %.*s\n", tool->name, (int)line.n, line.p);
	while (rest.n > 0) {
		line = ar_slice_cut(&rest, '\n');
		ar_buf_addf(b, "%*s%.*s\n", (int)strlen(tool->name) + 8, "",
		    (int)line.n, line.p);
	}
}

static void
add_help(struct ar_buf *b, const struct ar_tool *tool)
{
	ar_buf_addf(b, "%s - %s\n\nexamples:\n", tool->name, tool->purpose);
	add_lines(b, "  ", tool->examples);
	ar_buf_addf(b, "\n");
	add_synopsis(b, tool);
	ar_buf_addf(b, "\noptions:\n");
	for (size_t i = 0; i < tool->noptions; i++)
		add_option(b, &tool->option[i]);
	ar_buf_addf(b, "\nexit status: 0 done, 1 records refused, 2 wrong "
	    "usage, 3 input or output failed,\n4 alert, 5 busy; "
	    "ar(7) explains every message.  Full manual: man %s\n",
	    tool->name);
}

static void
add_version(struct ar_buf *b, const struct ar_tool *tool)
{
	ar_buf_addf(b, "%s (artools) %s\n"
	    "Copyright (c) 2026 the artools authors\n"
	    "License MIT; there is no warranty.\n", tool->name, AR_VERSION);
}

int
ar_help_print(const struct ar_tool *tool, bool version,
    struct ar_diag *diag)
{
	struct ar_buf text = {0};
	struct ar_sink *sink;
	int result;

	if (ar_sink_open(&sink, NULL, diag) != AR_OK)
		return AR_ESTOP;
	if (version)
		add_version(&text, tool);
	else
		add_help(&text, tool);
	(void)ar_sink_write(sink, ar_buf_slice(&text));
	ar_buf_free(&text);
	result = ar_sink_commit(sink);
	return result == AR_OK ? AR_ITEM : AR_ESTOP;
}

void
ar_help_usage(const struct ar_tool *tool, const struct ar_diag *diag)
{
	struct ar_buf text = {0};

	add_synopsis(&text, tool);
	text.n--;
	ar_buf_addf(&text, "\nexamples:\n");
	add_lines(&text, "  ", tool->examples);
	text.n--;
	ar_buf_add(&text, AR_S("\0"));
	ar_diag_plain(diag, text.p);
	ar_buf_free(&text);
}
