/*
 * libar/cli.h
 * Purpose: what every command does at its beginning and its end.
 *
 * A tool is a table of options with their help beside them, from which
 * getopt_long(3) and --help are fed, so that the two cannot disagree.  Only
 * here is the clock read, and only ar_cli_end() turns what was said into the
 * exit status.
 */
#ifndef AR_CLI_H
#define AR_CLI_H

#include "libar/common.h"
#include "libar/tool.h"

struct ar_cli {
	const struct ar_tool *tool;
	struct ar_diag *diag;
	struct ar_common common;
	char **operand;
};

void ar_cli_begin(struct ar_cli *, const struct ar_tool *);

/*
 * AR_OK: go on.  AR_ITEM: help or version was printed, nothing is left to
 * do.  AR_ESTOP: wrong usage, said.  opts goes to the tool's set().
 */
AR_MUST int ar_cli_parse(struct ar_cli *, int argc, char **argv,
    void *opts);

/* Say that two options exclude each other. */
int ar_cli_exclusive(struct ar_cli *, const char *a, const char *b);

/* Frees all; the exit status. */
int ar_cli_end(struct ar_cli *);

#endif
