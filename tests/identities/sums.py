"""Identities of sums: what is open, what flows, what is shared out."""
import csv, io, os
from decimal import Decimal

from desk import OFFER, POLICY, agree, alike, column_sums
from ledgers import (CENTERS, NEED, PAY, Ledger, as_csv, day_of, iso, money,
                     save)


# 1, 2, 8: what is open.

def one_total(desk, r):
    """1, 8: every report has the same total, that of the cells."""
    ledger = Ledger(r)
    argv, want = ledger.write(desk.folder), ledger.open()
    aging = desk.rows('ar-age', *argv)
    buckets = [c for c in aging[0] if c[0] == 'd' or c == 'current'] \
        if aging else []
    agree('ar-age', want, column_sums(aging, 'total'))
    agree('buckets', want, column_sums(aging, 'unapplied', *buckets))
    listed = desk.rows('ar-age', '-l', *argv)
    for row in listed:
        row.setdefault('currency', '')
        alike('below 0 and unapplied: %s' % row, row['open_balance'][0] == '-',
              row['bucket'] == 'unapplied')
    agree('ar-age -l', want, column_sums(listed, 'open_balance'))
    agree('unapplied', column_sums(aging, 'unapplied'), column_sums(
        [x for x in listed if x['bucket'] == 'unapplied'], 'open_balance'))
    factor = desk.rows('ar-factor', *OFFER, *argv)
    agree('ar-factor', want, column_sums(factor, 'eligible', 'ineligible'))
    items = [x for x in listed if x['bucket'] != 'unapplied' and
             x['kind'] != 'payment']
    save(desk.path('free'), POLICY)
    agree('ar-remind', column_sums(items, 'open_balance'), column_sums(
        desk.rows('ar-remind', '-p', 'free', *argv) + [
            dict(x, total=x['held']) for x in desk.rows(
                'ar-remind', '-p', 'free', '--holds', *argv)], 'total'))
    if ledger.pays is not None:
        for tool in 'ar-dso', 'ar-cei':
            agree(tool, want, column_sums(desk.rows(
                tool, '-w', '90', *argv), 'receivables'))


def roll_forward(desk, r):
    """2: opening + billed - collected = closing, of any two days."""
    ledger = Ledger(r, True)
    days = r.randrange(1, 200)
    argv = ledger.write(desk.folder)
    before = ledger.but(day=ledger.day - days).open()
    flow = ledger.sums(ledger.day - days + 1, ledger.day)
    credits = ledger.but([], [p for p in ledger.pays if p['kind'] ==
                              'credit']).sums(ledger.day - days + 1,
                                              ledger.day)
    lowered = {ccy: paid for ccy, (_, paid) in credits.items()}
    billed = {ccy: x - lowered.get(ccy, 0) for ccy, (x, _) in flow.items()}
    paid = {ccy: x - lowered.get(ccy, 0) for ccy, (_, x) in flow.items()}
    for tool in 'ar-dso', 'ar-cei':
        rows = desk.rows(tool, '-w', str(days), *argv)
        agree(tool + ': opening', before, column_sums(
            rows, 'beginning_receivables'))
        agree(tool + ': billed', billed, column_sums(rows, 'credit_sales'))
        agree(tool + ': closing', ledger.open(), column_sums(
            rows, 'receivables'))
    agree('collected', paid, column_sums(rows, 'collected'))
    agree('roll-forward', column_sums(rows, 'receivables'), column_sums(
        rows, 'beginning_receivables', 'credit_sales', '-collected'))


# 3: what comes in goes out.

def spoil(ledger, r):
    """Some records that every tool refuses; how many."""
    bad = 0
    for row in ledger.docs:
        if r.random() < .15 and not row['instalment']:
            row[r.choice(['invoice_date', 'amount'])] = r.choice(
                ['x', '', '2026-02-30', '1,5'])
            bad += 1
    return bad


def in_and_out(desk, r):
    """3: records in = out + settled + filtered + refused; so amounts."""
    ledger = Ledger(r, False)
    bad = spoil(ledger, r)
    argv = ledger.write(desk.folder)
    for tool in (['ar-age'], ['ar-factor'] + OFFER, ['ar-remind'],
                 ['ar-dso', '-w', '90', '--as-exported'],
                 ['ar-cei', '-w', '90', '--as-exported']):
        more = [a for a in ('control', 'rejects') if os.path.exists(
            desk.path(a))]
        for name in more:
            os.unlink(desk.path(name))
        desk.run(*tool, '--control=control', '--rejects=rejects', *argv,
                 status=1 if bad else 0)
        rows = list(csv.DictReader(io.StringIO(desk.read('control'))))
        for what in 'count', 'amount':
            agree('%s: %s' % (tool[0], what), column_sums(
                rows, what + '_in'), column_sums(rows, *(
                    '%s_%s' % (what, c) for c in (
                        'out', 'settled', 'filtered', 'refused'))))
        agree(tool[0] + ': debits', column_sums(rows, 'amount_out'),
              column_sums(rows, 'debits', 'credits'))
        alike(tool[0] + ': records', len(ledger.docs), sum(
            int(x['count_in']) for x in rows))
        alike(tool[0] + ': refused', bad, sum(
            int(x['count_refused']) for x in rows))
        alike(tool[0] + ': rejects', bad + 1, len(list(csv.reader(
            io.StringIO(desk.read('rejects'))))))


def one_row_less(desk, r):
    """13: without one document its amount is missing, and nothing else."""
    ledger = Ledger(r)
    free = [d for d in ledger.docs if not d['instalment'] and not any(
        p['invoice_id'] == d['invoice_id'] for p in ledger.pays or [])]
    if not free:
        return
    gone = r.choice(free)
    less = ledger.but([d for d in ledger.docs if d is not gone])
    alone = ledger.but([gone], [] if ledger.pays is not None else None)
    argv, rest, own = ledger.write(desk.folder), less.write(
        desk.folder, 'less'), alone.write(desk.folder, 'alone')
    tools = [(['ar-age'], 'total'), (['ar-factor'] + OFFER, 'open_balance')]
    if ledger.pays is not None:
        tools += [(['ar-dso', '-w', '90'], 'receivables'),
                  (['ar-dso', '-w', '90'], 'credit_sales'),
                  (['ar-cei', '-w', '90'], 'collectible')]
    for tool, c in tools:
        whole, part, one = (column_sums(desk.rows(*tool, *a), c)
                            for a in (argv, rest, own))
        agree('%s: %s' % (tool[0], c), whole, {
            ccy: part.get(ccy, 0) + one.get(ccy, 0)
            for ccy in set(part) | set(one)})


# 9: parts make the whole.

TERMS = ['net 30', '2/10 net 30', '50% net 15, 50% net 45', 'cod',
         '33% net 10, 33% net 20, 34% net 30',
         '10% net 1, 20% net 2, 30% net 3, 40% net 4']


def parts_of_terms(desk, r):
    """9: the parts of terms sum to the amount, also of invoices."""
    for _ in range(3):
        amount = money(r.choice([1, 2, 3, 100, r.randrange(10 ** 9)]), '')
        rows = desk.rows('ar-terms', '-a', '2024-02-29', r.choice(TERMS),
                         amount)
        alike('ar-terms', Decimal(amount), sum(
            Decimal(x['amount']) for x in rows))
    lines = [{'shipment_id': 'S%d' % (n // 3), 'line': n, 'customer_id': 'C',
              'ship_date': '2024-02-29', 'quantity': r.randrange(1, 99),
              'unit_price': money(r.randrange(1, 9999), ''),
              'tax_rate': r.choice(['7', '19', '']), 'item': 'ü, "x"'}
             for n in range(20)]
    save(desk.path('lines.csv'), as_csv(list(lines[0]), lines))
    rows = desk.rows('ar-invoice', '-a', '2024-03-01', '-t', r.choice(TERMS),
                     'lines.csv')
    agree('net + tax', column_sums(rows, 'net', 'tax'),
          column_sums(rows, 'amount'))
    agree('lines', {'': sum(x['quantity'] * Decimal(x['unit_price'])
                            for x in lines)}, column_sums(rows, 'net'))
    save(desk.path('billed.csv'), desk.run(
        'ar-invoice', '-a', '2024-03-01', '-t', r.choice(TERMS), 'lines.csv'))
    agree('aging of it', column_sums(rows, 'amount'), column_sums(desk.rows(
        'ar-age', '-a', '2024-03-01', 'billed.csv'), 'total'))


def parts_of_a_sale(desk, r):
    """9: what is paid out, the reserve and what it costs make the face."""
    ledger = Ledger(r)
    argv = ledger.write(desk.folder)
    fee = r.choice(['2%', '1%/10d', '2%/30d+0.5%/10d', '1%/5d+daily'])
    for x in desk.rows('ar-factor', '--advance=%d' % r.randrange(50, 101),
                       '--fee=' + fee, '--rate=%d' % r.randrange(30),
                       '--upfront=' + r.choice(['none', 'first', 'all']),
                       '--per-invoice=%d' % r.randrange(3),
                       '--concentration=' + r.choice(['none', '25', '10']),
                       '--max-age=' + r.choice(['none', '30', '90']), *argv):
        n = {c: Decimal(x[c] or 0) for c in (
            'open_balance', 'eligible', 'ineligible', 'advance', 'paid_out',
            'fee', 'interest', 'charges', 'reserve', 'proceeds', 'cost')}
        alike('open of %s' % x, n['open_balance'],
              n['eligible'] + n['ineligible'])
        if x['advance']:
            alike('face of %s' % x, n['eligible'], n['paid_out'] + sum(
                n[c] for c in ('reserve', 'fee', 'interest', 'charges')))
            alike('proceeds of %s' % x, n['eligible'],
                  n['proceeds'] + n['cost'])


def interest_of_days(desk, r):
    """9: interest over [a, b) and [b, c) is that over [a, c)."""
    due = day_of(r.choice(CENTERS[:3]))
    there = due + r.randrange(2, 300)
    then = there + r.randrange(1, 300)
    rest = 1000 * r.randrange(1, 999)       # a thousandth a day has no rest
    save(desk.path('in.csv'), as_csv(NEED, [{
        'invoice_id': '1', 'customer_id': 'C', 'invoice_date': iso(due - 9),
        'due_date': iso(due), 'amount': '%d.00' % (2 * rest)}]))
    save(desk.path('pay.csv'), as_csv(PAY, [dict(dict.fromkeys(
        PAY, ''), payment_id='P', payment_date=iso(due), customer_id='C',
        amount='%d.00' % rest, invoice_id='1')]))
    save(desk.path('p.csv'), 'policy,step,offset,channel,interest\n'
         'p,1,1,email,rule\n')
    found = []
    for percents in ('36.5', '0'), ('0', '36.5'), ('36.5', '36.5'):
        save(desk.path('rates.csv'), 'rule,from_date,percent\nrule,0001-01-01,'
             '%s\nrule,%s,%s\n' % (percents[0], iso(there), percents[1]))
        row, = desk.rows('ar-remind', '-a', iso(then), '-p', 'p.csv', '-P',
                         'pay.csv', '--rates=rates.csv', '--weekend=none',
                         'in.csv')
        found.append(Decimal(row['interest']))
    alike('all days', Decimal(rest) * (then - due) / 1000, found[2])
    alike('both spans', found[2], found[0] + found[1])
