/*
 * ar-import - exports into the form that all tools read
 *
 * Reads tables that other systems wrote.  Writes one of the family's streams.
 * Manual: ar-import(1), map files: ar-import(5).
 */
#include "libar/cli.h"
#include "libar/import.h"
#include "libar/importmapread.h"
#include "libar/importsystem.h"
#include "libar/operands.h"
#include "libar/terms.h"

#include <stdlib.h>

static const char synopsis[] =
    "[-v] [-d DELIM] [-e ENCODING] [--from=SYSTEM | -M MAPFILE]\n"
    "[-m NAME=HEADER]...\n"
    "[-o FILE] [-s invoices|payments|customers] [--control=FILE]\n"
    "[--currency=CODE] [--date-format=FORMAT] [--decimal=C]\n"
    "[--expect-total=[CUR:]AMOUNT] [--max-errors=N] [--no-total-check]\n"
    "[--rejects=FILE] [--sign=as-is|by-kind] [--terms=TEXT] [--threads=N]\n"
    "[FILE...]\n"
    "[-o FILE] --from=list | --print-map=MAP";

static const char examples[] =
    "ar-import -m invoice_id=Number -m customer_id=Client export.csv\n"
    "ar-import -M erp.map --date-format=dmy export.csv | ar-age";

enum {
	CURRENCY = AR_OPT_FIRST, DATE_FORMAT, DECIMAL, DELIMITER, ENCODING,
	FROM, MAP, MAP_FILE, NO_TOTAL_CHECK, PRINT_MAP, SIGN, STREAM, TERMS
};

static const struct ar_option options[] = {
	AR_OPTION_CONTROL,
	{0, "currency", "CODE", "the currency where the file names none",
	    CURRENCY},
	{0, "date-format", "FORMAT",
	    "iso, dmy, mdy, ymd, or a pattern of strptime(3)", DATE_FORMAT},
	{0, "decimal", "C", "the decimal mark, '.' or ','", DECIMAL},
	{'d', "delimiter", "DELIM", "what splits fields, a character or tab",
	    DELIMITER},
	{'e', "encoding", "ENCODING", "an encoding that iconv(3) knows",
	    ENCODING},
	AR_OPTION_EXPECT_TOTAL,
	{0, "from", "SYSTEM", "the system that wrote the files, or list",
	    FROM},
	AR_OPTION_HELP,
	{'m', "map", "NAME=HEADER", "column NAME stands under HEADER", MAP},
	{'M', "map-file", "MAPFILE", "read a map, see ar-import(5)",
	    MAP_FILE},
	AR_OPTION_MAX_ERRORS,
	{0, "no-total-check", NULL, "do not compare total rows",
	    NO_TOTAL_CHECK},
	AR_OPTION_OUTPUT,
	{0, "print-map", "MAP", "print the map of a system, and do no more",
	    PRINT_MAP},
	AR_OPTION_REJECTS,
	{0, "sign", "as-is|by-kind",
	    "by-kind makes credits and payments negative (as-is)", SIGN},
	{'s', "stream", "NAME", "invoices, payments or customers (invoices)",
	    STREAM},
	{0, "terms", "TEXT", "terms of payment where the file has none",
	    TERMS},
	AR_OPTION_THREADS,
	AR_OPTION_VERBOSE,
	AR_OPTION_VERSION,
};

struct opts {
	struct ar_import_options import;
	const struct ar_import_stream *stream;
	const char *map_file, *from, *print_map, *date_format, *decimal,
	    *sign;
	struct ar_import_begun begun;   /* the first operand */
	const char **map;
	size_t nmap;
};

static int
set_delimiter(struct opts *o, const char *value)
{
	o->import.delimiter = strcmp(value, "tab") == 0 ? '\t' : value[0];
	return (strcmp(value, "tab") == 0 || strlen(value) == 1) &&
	    strchr("\"\r\n.-", o->import.delimiter) == NULL ? AR_OK : AR_EDATA;
}

static int
set_currency(struct opts *o, const char *value)
{
	return value[0] == '\0' ? AR_EDATA :
	    ar_ccy_parse(&o->import.currency, ar_slice_of(value));
}

static int
set_terms(struct opts *o, const char *value)
{
	ar_day day;

	o->import.terms = value;
	return ar_terms_due(&day, ar_slice_of(value),
	    ar_day_of((struct ar_ymd){2026, 1, 15}));
}

static int
set_text(const char **to, const char *value)
{
	*to = value;
	return value[0] == '\0' ? AR_EDATA : AR_OK;
}

/* What a map may say too is only checked here, and taken after the map. */
static int
set_dialect(struct opts *o, int id, const char *value, const char **want)
{
	struct ar_date_format format;
	bool by_kind;
	char decimal;

	switch (id) {
	case DATE_FORMAT:
		*want = "iso, dmy, mdy, ymd, or a pattern such as %d.%m.%Y";
		o->date_format = value;
		return ar_date_format_parse(&format, value);
	case DECIMAL:
		*want = "'.' or ','";
		o->decimal = value;
		return ar_import_decimal_parse(&decimal, ar_slice_of(value));
	default:
		*want = "as-is or by-kind";
		o->sign = value;
		return ar_import_sign_parse(&by_kind, ar_slice_of(value));
	}
}

static int
set(void *opts, int id, const char *value, const char **want)
{
	struct opts *o = opts;

	switch (id) {
	case CURRENCY:
		*want = "an active ISO 4217 code in capitals";
		return set_currency(o, value);
	case DELIMITER:
		*want = "one ASCII character, or tab";
		return set_delimiter(o, value);
	case ENCODING:
		*want = "an encoding that iconv -l lists";
		return set_text(&o->import.encoding, value);
	case FROM:
		*want = "a system that --from=list names";
		o->from = value;
		return strcmp(value, "list") == 0 || ar_import_system_is(
		    ar_slice_of(value)) ? AR_OK : AR_EDATA;
	case PRINT_MAP:
		*want = "one of the maps that --from=list names";
		o->print_map = value;
		return ar_import_system_text(ar_slice_of(value)).n > 0 ?
		    AR_OK : AR_EDATA;
	case MAP:
		o->map = ar_grow(o->map, o->nmap + 1, sizeof *o->map);
		o->map[o->nmap++] = value;
		return AR_OK;
	case MAP_FILE:
		*want = "the name of a file";
		return set_text(&o->map_file, value);
	case NO_TOTAL_CHECK:
		o->import.no_total_check = true;
		return AR_OK;
	case STREAM:
		*want = "invoices, payments or customers";
		o->stream = ar_import_stream_of(ar_slice_of(value));
		return o->stream == NULL ? AR_EDATA : AR_OK;
	case TERMS:
		*want = "terms that ar-terms(1) reads, as in 'net 30'";
		return set_terms(o, value);
	default:
		return set_dialect(o, id, value, want);
	}
}

static bool
needs_no_file(const void *opts)
{
	const struct opts *o = opts;

	return o->print_map != NULL ||
	    (o->from != NULL && strcmp(o->from, "list") == 0);
}

static const struct ar_tool tool = {
	.name = "ar-import", .purpose = "exports into the form that all tools read",
	.synopsis = synopsis, .examples = examples, .option = options,
	.noptions = sizeof options / sizeof *options, .set = set,
	.computes = needs_no_file,
};

/* The first file is opened to see whose it is; -v says what was found. */
static int
choose_system(struct ar_cli *cli, struct opts *o)
{
	struct ar_import_options *import = &o->import;
	const char *name;
	struct ar_buf note = {0};

	if (ar_import_begin_file(&o->begun, cli->common.operand[0],
	    import->encoding, cli->diag) != AR_OK)
		return AR_ESTOP;
	import->first = &o->begun;
	if (ar_import_system_choose(&import->map, &o->begun, import, o->from,
	    &name, cli->diag) != AR_OK)
		return AR_ESTOP;
	if (name != NULL && cli->common.verbose) {
		ar_buf_addf(&note, "%s: read by the map %s%c",
		    ar_diag_file_name(cli->diag, o->begun.file), name, '\0');
		ar_diag_note(cli->diag, note.p);
	}
	ar_buf_free(&note);
	return AR_OK;
}

/* A system's map where there is no file of one, and options over both. */
static int
make_map(struct ar_cli *cli, struct opts *o)
{
	struct ar_import_map *map = &o->import.map;
	int result = AR_OK;

	if (o->map_file == NULL && (o->from != NULL || o->nmap == 0) &&
	    choose_system(cli, o) != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < o->nmap; i++)
		if (ar_import_map_option(map, o->map[i], cli->diag) != AR_OK)
			return AR_ESTOP;
	if (o->date_format != NULL)
		result |= ar_date_format_parse(&map->dates, o->date_format);
	if (o->decimal != NULL)
		result |= ar_import_decimal_parse(&map->decimal,
		    ar_slice_of(o->decimal));
	if (o->sign != NULL)
		result |= ar_import_sign_parse(&map->by_kind,
		    ar_slice_of(o->sign));
	return result;
}

static int
check_total(struct ar_cli *cli, struct ar_tie *tie)
{
	const struct ar_common *c = &cli->common;

	if (ar_tie_check(tie, cli->diag) != AR_OK)
		return AR_ESTOP;
	return ar_tie_expect(tie, c->expect, c->nexpect, cli->diag);
}

static int
import(struct ar_cli *cli, struct opts *o, struct ar_tie *tie)
{
	const struct ar_common *c = &cli->common;
	const struct ar_more_files more = {.read = {o->map_file}};
	struct ar_out *out;
	int result;

	ar_import_map_init(&o->import.map, o->stream);
	if ((o->map_file != NULL && ar_import_map_read(&o->import.map,
	    o->map_file, cli->diag) != AR_OK) ||
	    ar_operands_check(c, &more, cli->diag) != AR_OK ||
	    make_map(cli, o) != AR_OK ||
	    ar_out_open(&out, c->output, cli->diag) != AR_OK)
		return AR_ESTOP;
	result = ar_import_run(&o->import, c, out, tie, cli->diag);
	if (result == AR_OK)
		result = check_total(cli, tie);
	if (ar_out_close(out, result == AR_OK) != AR_OK)
		result = AR_ESTOP;
	if (result == AR_OK && c->control != NULL)
		result = ar_tie_control(tie, c->control, c->tool, c->as_of,
		    cli->diag);
	if (result == AR_OK && c->verbose)
		ar_tie_explain(tie, cli->diag);
	return result;
}

/* Names, or the text of a map. */
static void
print_map(struct ar_cli *cli, const struct opts *o)
{
	struct ar_buf names = {0};
	struct ar_out *out;

	if (ar_out_open(&out, cli->common.output, cli->diag) != AR_OK)
		return;
	if (o->print_map == NULL)
		ar_import_system_names(&names);
	(void)ar_out_pass(out, o->print_map == NULL ? ar_buf_slice(&names) :
	    ar_import_system_text(ar_slice_of(o->print_map)));
	ar_buf_free(&names);
	(void)!ar_out_close(out, true);
}

int
main(int argc, char **argv)
{
	static const int other[] = {MAP_FILE, PRINT_MAP};
	struct opts o = {.stream = ar_import_stream_of(AR_S("invoices"))};
	struct ar_cli cli;
	struct ar_tie tie;

	o.import.currency.digits = 2;
	ar_cli_begin(&cli, &tool);
	ar_tie_init(&tie);
	if (ar_cli_parse(&cli, argc, argv, &o) == AR_OK &&
	    ar_cli_excludes(&cli, FROM, other, 2) == AR_OK) {
		if (needs_no_file(&o))
			print_map(&cli, &o);
		else
			(void)import(&cli, &o, &tie);
	}
	ar_tie_release(&tie);
	if (o.begun.csv != NULL)
		ar_csvin_close(o.begun.csv);
	ar_import_map_release(&o.import.map);
	free(o.map);
	return ar_cli_end(&cli);
}
