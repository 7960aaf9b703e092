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

enum { AR_CLI_OPTIONS = 64 };

struct ar_cli {
	const struct ar_tool *tool;
	bool given[AR_CLI_OPTIONS];     /* by place in the tool's table */
	char name[2][32];               /* of options, for messages */
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

/* Whether the option of this id was given, in any form. */
bool ar_cli_given(const struct ar_cli *, int id);

/* AR_ESTOP after a message if one of the others was given beside it. */
AR_MUST int ar_cli_excludes(struct ar_cli *, int id, const int *others,
    size_t n);

/* AR_ESTOP after a message if it was given, and the other was not. */
AR_MUST int ar_cli_needs(struct ar_cli *, int id, int other);

/* "--name", good until the next call. */
const char *ar_cli_name(struct ar_cli *, int id);

/* Frees all; the exit status. */
int ar_cli_end(struct ar_cli *);

#endif
