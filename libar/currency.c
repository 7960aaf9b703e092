/*
 * libar/currency.c
 * Purpose: the active currencies of ISO 4217 and their decimals.
 *
 * As of November 2026 (amendment 180).  Codes without a minor unit, such as
 * those of metals, of bond units and for tests, are no money to invoice in
 * and are left out.
 */
#include "libar/money.h"

enum {
	CODE_LETTERS = 3,
	ENTRY = 5,              /* code, its decimals, blank or NUL */
	UNNAMED_DIGITS = 2
};

/* One row for each first letter, from A to Z; none is empty. */
static const char *const active[] = {
	"AED2 AFN2 ALL2 AMD2 AOA2 ARS2 AUD2 AWG2 AZN2",
	("BAM2 BBD2 BDT2 BHD3 BIF0 BMD2 BND2 BOB2 BOV2 BRL2 BSD2 BTN2 "
	"BWP2 BYN2 BZD2"),
	("CAD2 CDF2 CHE2 CHF2 CHW2 CLF4 CLP0 CNY2 COP2 COU2 CRC2 CUP2 "
	"CVE2 CZK2"),
	"DJF0 DKK2 DOP2 DZD2",
	"EGP2 ERN2 ETB2 EUR2",
	"FJD2 FKP2",
	"GBP2 GEL2 GHS2 GIP2 GMD2 GNF0 GTQ2 GYD2",
	"HKD2 HNL2 HTG2 HUF2",
	"IDR2 ILS2 INR2 IQD3 IRR2 ISK0",
	"JMD2 JOD3 JPY0",
	"KES2 KGS2 KHR2 KMF0 KPW2 KRW0 KWD3 KYD2 KZT2",
	"LAK2 LBP2 LKR2 LRD2 LSL2 LYD3",
	("MAD2 MDL2 MGA2 MKD2 MMK2 MNT2 MOP2 MRU2 MUR2 MVR2 MWK2 MXN2 "
	"MXV2 MYR2 MZN2"),
	"NAD2 NGN2 NIO2 NOK2 NPR2 NZD2",
	"OMR3",
	"PAB2 PEN2 PGK2 PHP2 PKR2 PLN2 PYG0",
	"QAR2",
	"RON2 RSD2 RUB2 RWF0",
	("SAR2 SBD2 SCR2 SDG2 SEK2 SGD2 SHP2 SLE2 SOS2 SRD2 SSP2 STN2 "
	"SVC2 SYP2 SZL2"),
	"THB2 TJS2 TMT2 TND3 TOP2 TRY2 TTD2 TWD2 TZS2",
	"UAH2 UGX0 USD2 USN2 UYI0 UYU2 UYW4 UZS2",
	"VED2 VES2 VND0 VUV0",
	"WST2",
	"XAD2 XAF0 XCD2 XCG2 XOF0 XPF0",
	"YER2",
	"ZAR2 ZMW2 ZWG2"
};

/* The entry of the code, or NULL. */
static const char *
find(const char *code)
{
	unsigned row = (unsigned)(unsigned char)code[0] - 'A';

	if (row >= sizeof(active) / sizeof(active[0]))
		return NULL;
	for (const char *at = active[row];; at += ENTRY) {
		if (at[1] == code[1] && at[2] == code[2])
			return at;
		if (at[ENTRY - 1] == '\0')
			return NULL;
	}
}

int
ar_ccy_parse(struct ar_ccy *ccy, struct ar_slice text)
{
	const char *entry;

	if (text.n == 0) {
		*ccy = (struct ar_ccy){.code = "", .digits = UNNAMED_DIGITS};
		return AR_OK;
	}
	if (text.n != CODE_LETTERS || (entry = find(text.p)) == NULL)
		return AR_EDATA;
	memcpy(ccy->code, entry, CODE_LETTERS);
	ccy->code[CODE_LETTERS] = '\0';
	ccy->digits = (uint8_t)(entry[CODE_LETTERS] - '0');
	return AR_OK;
}
