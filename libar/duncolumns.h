/*
 * libar/duncolumns.h
 * Purpose: the columns of the streams of dunning; ar-csv(5), ar-policy(5).
 */
#ifndef AR_DUNCOLUMNS_H
#define AR_DUNCOLUMNS_H

#include "libar/dun.h"
#include "libar/schema.h"

extern const struct ar_stream ar_log_stream, ar_policies_stream,
    ar_promises_stream, ar_disputes_stream, ar_plans_stream,
    ar_holidays_stream, ar_rates_stream, ar_shares_stream,
    ar_dun_cells_stream, ar_dun_customers_stream;

/* The words, NULL-terminated, in the order of libar/dun.h. */
extern const char *const ar_channel_words[], *const ar_audience_words[],
    *const ar_anchor_words[], *const ar_roll_words[],
    *const ar_phase_words[], *const ar_event_words[],
    *const ar_yes_words[], *const ar_method_words[],
    *const ar_basis_words[], *const ar_risk_words[];

/* Names of the columns of enum ar_reach. */
extern const char *const ar_reach_names[AR_REACH_COLUMNS];

/* The number of ar_dun_cells_stream's column for one of them. */
enum { AR_CELLS_REACH = 6 };

/* The word of a number of one of these lists, empty for 0. */
struct ar_slice ar_word(const char *const *words, uint8_t number);

#endif
