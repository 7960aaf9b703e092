/*
 * libar/cli.c
 * Purpose: what every command does at its beginning and its end.
 */
#include "libar/cli.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "libar/help.h"
#include "libar/options.h"
#include "libar/row.h"
#include "libar/sink.h"

enum { LONG = 256, OPTIONS_MAX = AR_CLI_OPTIONS };

/* The local calendar day, and the time in UTC. */
static void
read_clock(struct ar_common *c)
{
	time_t now = time(NULL);
	struct tm tm;

	c->today = localtime_r(&now, &tm) == NULL ? AR_DAY_MIN :
	    ar_day_of((struct ar_ymd){
	    tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday});
	c->as_of = c->today;
	if (gmtime_r(&now, &tm) == NULL || strftime(c->ts, sizeof c->ts,
	    "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		(void)snprintf(c->ts, sizeof c->ts, "0001-01-01T00:00:00Z");
}

void
ar_cli_begin(struct ar_cli *cli, const struct ar_tool *tool)
{
	ar_sink_guard_descriptors();
	*cli = (struct ar_cli){.tool = tool,
	    .diag = ar_diag_new(tool->name)};
	cli->common.tool = tool->name;
	cli->common.digits = 2;
	read_clock(&cli->common);
}

/* The table in the forms that getopt_long(3) wants. */
struct forms {
	char letters[2 * OPTIONS_MAX + 2];
	struct option names[OPTIONS_MAX + 1];
};

static void
make_forms(struct forms *f, const struct ar_tool *tool)
{
	char *to = f->letters;

	*to++ = ':';
	for (size_t i = 0; i < tool->noptions; i++) {
		const struct ar_option *o = &tool->option[i];
		int takes = o->argument == NULL ? no_argument :
		    o->argument[0] == '[' && o->argument[1] == '=' ?
		    optional_argument : required_argument;

		f->names[i] = (struct option){
			o->name, takes, NULL, LONG + (int)i
		};
		if (o->letter == '\0')
			continue;
		*to++ = o->letter;
		if (takes == required_argument)
			*to++ = ':';
	}
	*to = '\0';
	f->names[tool->noptions] = (struct option){0};
}

/* Number of the option for what getopt_long(3) returned; noptions: none. */
static size_t
option_of(const struct ar_tool *tool, int got)
{
	size_t i = 0;

	if (got >= LONG)
		return (size_t)(got - LONG);
	while (i < tool->noptions && tool->option[i].letter != got)
		i++;
	return i;
}

static int
say(struct ar_cli *cli, enum ar_msg msg, const char *a, const char *b,
    const char *c)
{
	ar_diag_say(cli->diag, &(struct ar_say){msg, {0}, {0}, {a, b, c}});
	return AR_ESTOP;
}

bool
ar_cli_given(const struct ar_cli *cli, int id)
{
	for (size_t i = 0; i < cli->tool->noptions; i++)
		if (cli->tool->option[i].id == id && cli->given[i])
			return true;
	return false;
}

static const char *
name_of(struct ar_cli *cli, int id, int place)
{
	const struct ar_option *o = cli->tool->option;

	while (o->id != id)
		o++;
	(void)snprintf(cli->name[place], sizeof cli->name[place], "--%s",
	    o->name);
	return cli->name[place];
}

const char *
ar_cli_name(struct ar_cli *cli, int id)
{
	return name_of(cli, id, 0);
}

int
ar_cli_excludes(struct ar_cli *cli, int id, const int *others, size_t n)
{
	for (size_t i = 0; i < n && ar_cli_given(cli, id); i++)
		if (ar_cli_given(cli, others[i]))
			return say(cli, AR_M_EXCLUSIVE, name_of(cli, id, 0),
			    name_of(cli, others[i], 1), NULL);
	return AR_OK;
}

int
ar_cli_needs(struct ar_cli *cli, int id, int other)
{
	if (!ar_cli_given(cli, id) || ar_cli_given(cli, other))
		return AR_OK;
	return say(cli, AR_M_NEEDS_OPTION, name_of(cli, id, 0),
	    name_of(cli, other, 1), NULL);
}

/* The long name that is most like the one given, or NULL. */
static const char *
near_option(const struct ar_tool *tool, struct ar_slice given)
{
	const char *near = NULL;
	size_t best = 3;

	for (size_t i = 0; i < tool->noptions; i++) {
		size_t far = ar_name_distance(given,
		    ar_slice_of(tool->option[i].name));

		if (far < best) {
			best = far;
			near = tool->option[i].name;
		}
	}
	return near;
}

/* Names that begin with what was given, as " --a, --b". */
static size_t
longer_names(struct ar_buf *names, const struct ar_tool *tool,
    struct ar_slice given)
{
	size_t n = 0;

	for (size_t i = 0; i < tool->noptions; i++) {
		const char *name = tool->option[i].name;

		if (strncmp(name, given.p, given.n) != 0)
			continue;
		ar_buf_addf(names, "%s--%s", n++ == 0 ? "" : " or ", name);
	}
	ar_buf_add(names, AR_S("\0"));
	return n;
}

static int
unknown_long(struct ar_cli *cli, const char *argument)
{
	struct ar_slice rest = ar_slice_of(argument);
	struct ar_slice shown = ar_slice_cut(&rest, '=');
	struct ar_slice given = ar_slice(shown.p + 2, shown.n - 2);
	const char *near = near_option(cli->tool, given);
	struct ar_buf names = {0}, hint = {0};
	struct ar_quoted q;

	if (longer_names(&names, cli->tool, given) > 1)
		(void)say(cli, AR_M_AMBIGUOUS_OPTION, ar_quote(&q, shown),
		    names.p, NULL);
	else {
		if (near != NULL)
			ar_buf_addf(&hint, "did you mean '--%s'? ", near);
		ar_buf_add(&hint, AR_S("\0"));
		(void)say(cli, AR_M_BAD_OPTION, ar_quote(&q, shown), hint.p,
		    cli->tool->name);
	}
	ar_buf_free(&names);
	ar_buf_free(&hint);
	return AR_ESTOP;
}

/* What getopt_long(3) did not like: ':' a missing value, '?' the rest. */
static int
refuse_option(struct ar_cli *cli, int got, char **argv)
{
	const struct ar_tool *tool = cli->tool;
	size_t number = option_of(tool, optopt);
	bool known = number < tool->noptions;
	char shown[80];
	struct ar_quoted q;

	if (optopt == 0)
		return unknown_long(cli, argv[optind - 1]);
	if (optopt >= LONG)
		(void)snprintf(shown, sizeof shown, "--%s",
		    tool->option[number].name);
	else
		(void)snprintf(shown, sizeof shown, "-%c", optopt);
	(void)ar_quote(&q, ar_slice_of(shown));
	if (!known)
		return say(cli, AR_M_BAD_OPTION, q.s, "", cli->tool->name);
	return say(cli, got == ':' ? AR_M_NO_ARGUMENT : AR_M_EXTRA_ARGUMENT,
	    q.s, cli->tool->name, NULL);
}

static int
set_option(struct ar_cli *cli, const struct ar_option *o, void *opts)
{
	const char *want = "";
	char name[80];
	struct ar_quoted q;
	int result = o->id < AR_OPT_FIRST ?
	    ar_common_set(&cli->common, o->id, optarg, &want, cli->diag) :
	    cli->tool->set(opts, o->id, optarg, &want);

	if (result == AR_OK)
		return AR_OK;
	(void)snprintf(name, sizeof name, "--%s", o->name);
	return say(cli, AR_M_BAD_VALUE, name,
	    ar_quote(&q, ar_slice_of(optarg)), want);
}

/* Of two files the first would be left out without a word. */
static int
refuse_second(struct ar_cli *cli, size_t number)
{
	const struct ar_option *o = &cli->tool->option[number];

	if (!cli->given[number] || o->argument == NULL ||
	    o->argument[0] == '[' || strstr(o->argument, "FILE") == NULL)
		return AR_OK;
	return say(cli, AR_M_GIVEN_TWICE, name_of(cli, o->id, 0), NULL, NULL);
}

static int
parse_options(struct ar_cli *cli, int argc, char **argv, void *opts)
{
	struct forms forms;
	int got;

	make_forms(&forms, cli->tool);
	opterr = 0;
	while ((got = getopt_long(argc, argv, forms.letters, forms.names,
	    NULL)) != -1) {
		const struct ar_option *o;
		size_t number;

		if (got == ':' || got == '?')
			return refuse_option(cli, got, argv);
		number = option_of(cli->tool, got);
		if (number == cli->tool->noptions)
			return refuse_option(cli, '?', argv);
		o = &cli->tool->option[number];
		if (o->id == AR_OPT_HELP || o->id == AR_OPT_VERSION)
			return ar_help_print(cli->tool,
			    o->id == AR_OPT_VERSION, cli->diag);
		if (refuse_second(cli, number) != AR_OK ||
		    set_option(cli, o, opts) != AR_OK)
			return AR_ESTOP;
		cli->given[number] = true;
	}
	return AR_OK;
}

static int
no_operand(struct ar_cli *cli, const char *operand)
{
	struct ar_quoted q;

	return say(cli, AR_M_NO_OPERAND, ar_quote(&q, ar_slice_of(operand)),
	    NULL, NULL);
}

/* No file named is stdin; a terminal there is somebody who needs help. */
static int
take_operands(struct ar_cli *cli, int n, char **operand, const void *opts)
{
	static char standard_input[] = "-";

	cli->operand = ar_alloc((size_t)(n + 1) * sizeof *cli->operand);
	for (int i = 0; i < n; i++)
		cli->operand[i] = operand[i];
	if (cli->tool->computes != NULL && cli->tool->computes(opts))
		return n == 0 ? AR_OK : no_operand(cli, operand[0]);
	if (n == 0 && !cli->tool->words && isatty(STDIN_FILENO)) {
		(void)say(cli, AR_M_NO_INPUT, NULL, NULL, NULL);
		ar_help_usage(cli->tool, cli->diag);
		return AR_ESTOP;
	}
	if (n == 0 && !cli->tool->words)
		cli->operand[n++] = standard_input;
	cli->common.operand = cli->operand;
	cli->common.noperands = (size_t)n;
	return AR_OK;
}

int
ar_cli_parse(struct ar_cli *cli, int argc, char **argv, void *opts)
{
	int result = parse_options(cli, argc, argv, opts);

	return result != AR_OK ? result :
	    take_operands(cli, argc - optind, argv + optind, opts);
}

int
ar_cli_end(struct ar_cli *cli)
{
	int status = (int)ar_diag_status(cli->diag);

	free(cli->common.alert);
	free(cli->common.expect);
	free(cli->operand);
	ar_diag_free(cli->diag);
	return status;
}
