#!/usr/bin/env python3
"""Compare ar-remind with a second implementation on simulated years.

usage: tests/remind.py [--years N] [--seed S] [--days N] [--jobs N]
                       [--world K] [--model] [--no-extra]
       tests/remind.py --self

Written from the rules, not from the code: every question scans the whole log
again, amounts are whole numbers, rates fractions, days datetime ordinals. A
year is a small random world: its files, and some days on which things are
entered by ar-log, ar-remind plans and records, and is run again. The model
plans each day from the log as the program left it; what is printed, held and
logged must be the same bytes. --world repeats one year, --model simulates
without the programs, --no-extra leaves -r and --worklist out, --self checks
the model alone. Prints the first difference of each year and where its files
are, and fails.
"""
import argparse, csv, datetime, io, multiprocessing, os, random, re
import shutil, subprocess, sys, tempfile, traceback
from fractions import Fraction

sys.dont_write_bytecode = True
from aging import counts, iso, open_without, settle

DIGITS = {'': 2, 'USD': 2, 'EUR': 2, 'GBP': 2, 'JPY': 0, 'KWD': 3}
EVER = '9999-99-99'
OURS = ('management', 'collector', 'internal')
NOTICES = ('pre', 'over', 'task')
STATUTORY = ('eu', 'de', 'uk', 'us-federal')
LOG = ('ts run_date action_id event customer_id invoice_id instalment currency '
       'phase policy step channel audience to amount fee interest ref_date by '
       'text').split()
ACTIONS = ('action_id run_date customer_id customer_name currency phase step '
           'step_name channel audience contact to language template items '
           'total unapplied oldest_days fee interest to_pay credit_hold '
           'approval collector reason').split()
ITEMS = ACTIONS + (
    'item_customer_id invoice_id instalment invoice_date due_date '
    'days_past_due amount open_balance disputed item_step item_fee '
    'item_interest po_number').split()
HOLDS = ('run_date customer_id customer_name currency invoice_id instalment '
         'due_date days_past_due open_balance held last_step reason until '
         'collector').split()
WORKLIST = ('rank run_date customer_id customer_name currency follow_up score '
            'items overdue held oldest_days loss risk broken_promises '
            'last_step fees interest terms contact phone email last_contact '
            'attempts collector').split()
POLICY = ('policy step name anchor offset until gap channel audience template '
          'min_open min_pct fee interest credit_hold approval roll repeat '
          'repeat_max').split()
STD = '''std,1,courtesy,due,-3,-1,0,email,billing,courtesy,0,0,0,none,n,n,prev,,
std,2,due-today,due,0,2,0,email,billing,due-today,0,0,0,none,n,n,next,,
std,3,gentle,due,3,6,2,email,billing,gentle,25,0,0,none,n,n,next,,
std,4,second,due,7,13,3,email,billing,second,25,0,0,none,n,n,next,,
std,5,firm,due,14,,5,email,ap-manager,firm,25,0,0,none,n,n,next,,
std,6,final-notice,due,30,,7,letter,ap-manager,final-notice,50,0,law,customer,n,n,next,,
std,7,call,due,45,,5,call,ap-manager,call,50,0,0,customer,n,n,next,,
std,8,owner,due,60,,7,email,owner,owner,50,0,0,customer,y,n,next,,
std,9,agency,due,90,,14,task,internal,handover,250,0,0,customer,y,y,next,,
std,99,thanks,paid,0,3,0,email,billing,thanks,0,0,0,none,n,n,next,,
'''
RECOVERY = [(0, Fraction(1)), (90, Fraction(73, 100)), (180, Fraction(1, 2)),
            (365, Fraction(1, 4)), (730, Fraction(1, 10))]
KINDS = {('billing', 'email'): ['billing_email', 'email'],
         ('billing', 'phone'): ['phone'],
         ('billing', 'contact'): ['billing_contact', 'contact'],
         ('ap-manager', 'email'): ['ap_email', 'email'],
         ('ap-manager', 'phone'): ['ap_phone', 'phone'],
         ('ap-manager', 'contact'): ['ap_contact', 'contact'],
         ('owner', 'email'): ['owner_email'],
         ('owner', 'phone'): ['owner_phone'],
         ('owner', 'contact'): ['owner_contact']}
STAMP = re.compile('[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z')
WEEK = 'mon tue wed thu fri sat sun'.split()


class NoRate(Exception):
    pass


def day_of(text):
    return datetime.date.fromisoformat(text).toordinal() if text else 0


def half_away(value):
    n = int(abs(value) + Fraction(1, 2))
    return -n if value < 0 else n


def fixed(n, digits):
    text = str(abs(n)).rjust(digits + 1, '0')
    if digits:
        text = text[:-digits] + '.' + text[-digits:]
    return '-' + text if n < 0 else text


def money(minor, currency):
    return fixed(minor, DIGITS[currency])


def minor(text, currency):
    value = Fraction(text or '0') * 10 ** DIGITS[currency]
    assert value.denominator == 1, (text, currency)
    return int(value)


def as_csv(head, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator='\n')
    writer.writerow(head)
    writer.writerows([row.get(name, '') for name in head] for row in rows)
    return out.getvalue()


def text_of(path):
    if not os.path.exists(path):
        return ''
    with open(path, newline='') as f:
        return f.read()


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


# Interest.

def half_year(day):
    d = datetime.date.fromordinal(day)
    return d.year, d.month > 6


def in_force(rates, rule, day):
    """The row of a rule that is in force on a day, or None."""
    found = None
    for row in rates:
        if row['rule'] == rule and row['from'] <= day and (
                not found or row['from'] > found['from']):
            found = row
    if found and rule in STATUTORY and \
            half_year(found['from']) != half_year(day):
        return None
    return found


def rate_row(rates, rule, day):
    found = in_force(rates, rule, day)
    if not found:
        raise NoRate('%s %s' % (rule, iso(day)))
    return found


def interest(rates, rule, due, day, balance, currency):
    """Interest on what balance(evening) says, in minor units."""
    if day <= due:
        return 0
    row = rate_row(rates, rule, due + 1)
    first = due + row['grace'] + 1
    if day < first:
        return 0
    method = row['method'] or {'uk': 'fixed', 'us-federal': 'us-federal'}.get(
        rule, 'split')
    basis = row['basis'] or ('360' if method == 'us-federal' else '365')
    least = row['minimum']
    if least is None:
        least = Fraction(method == 'us-federal')

    def year(d):
        if basis != 'actual':
            return int(basis)
        y = datetime.date.fromordinal(d).year
        return 366 if y % 4 == 0 and (y % 100 or y % 400 == 0) else 365

    total = Fraction(0)
    if method == 'month':
        d = first
        while d <= day:
            total += balance(d - 1) * rate_row(rates, rule, d)['percent'] / \
                1200
            d = first_of_next_month(d)
    elif method == 'us-federal':
        running = Fraction(0)
        for n, d in enumerate(range(first, day + 1)):
            if n == 365:
                break
            running += (balance(d - 1) + total) * row['percent'] / \
                (100 * year(d))
            if n % 30 == 29:
                total, running = total + running, Fraction(0)
        total += running
    else:
        # The same days' sums as day by day; few fractions.
        sums = {}
        for d in range(first, day + 1):
            percent = rate_row(rates, rule, first if method == 'fixed'
                               else d)['percent']
            at = percent, year(d)
            sums[at] = sums.get(at, 0) + balance(d - 1)
        for (percent, days), amount in sums.items():
            total += amount * percent / (100 * days)
    n = half_away(total)
    return 0 if Fraction(n, 10 ** DIGITS[currency]) < least else n


def first_of_next_month(day):
    d = datetime.date.fromordinal(day)
    return datetime.date(d.year + d.month // 12, d.month % 12 + 1,
                         1).toordinal()


# The files as the model reads them.

def read_step(row):
    get = lambda name, default: row.get(name, '') or default
    name = get('name', 'step ' + row['step'])
    fee = get('fee', '0')
    return {'policy': row['policy'], 'step': int(row['step']), 'name': name,
            'anchor': get('anchor', 'due'), 'offset': int(row['offset']),
            'until': int(row['until']) if row.get('until') else None,
            'gap': int(get('gap', '0')), 'channel': row['channel'],
            'audience': get('audience', 'billing'),
            'template': get('template', name),
            'min_open': Fraction(get('min_open', '0')),
            'min_pct': Fraction(get('min_pct', '0')),
            'fee': fee if fee == 'law' else Fraction(fee),
            'interest': get('interest', 'none'),
            'credit_hold': get('credit_hold', 'n') == 'y',
            'approval': get('approval', 'n') == 'y',
            'roll': get('roll', 'next'), 'repeat': int(get('repeat', '0')),
            'repeat_max': int(get('repeat_max', '0'))}


def read_doc(row):
    ccy = row.get('currency', '')
    kind = row.get('kind', '')
    posted = day_of(row['invoice_date'])
    return {'customer_id': row['customer_id'], 'cells': row,
            'invoice_id': row['invoice_id'], 'kind': kind, 'currency': ccy,
            'instalment': int(row.get('instalment') or 0),
            'part': row.get('instalment', ''), 'invoice_date': posted,
            'due_date': day_of(row['due_date']) or posted,
            'amount': minor(row['amount'], ccy), 'balance':
            minor(row['balance'], ccy) if row.get('balance') else None,
            'paid_date': day_of(row.get('paid_date', '')),
            'status': row.get('status', '')}


class World:
    """All files but the log. Documents, payments: typed; the rest as cells."""

    def __init__(self, files, options):
        self.files, self.o = files, options
        self.docs = [read_doc(row) for row in files['invoices'][1]]
        self.columns = set(files['invoices'][0])
        self.side = {name: files[name][1] if name in files else []
                     for name in ('promises', 'disputes', 'plans', 'holidays')}
        self.customers = {row['customer_id']: row for row in
                          files.get('customers', ([], []))[1]}
        self.customer_columns = set(files.get('customers', ([], []))[0])
        self.pays = None
        if 'payments' in files:
            self.pays = []
            for row in files['payments'][1]:
                ccy = row['currency'] or ([
                    d['currency'] for d in self.docs if d['invoice_id'] ==
                    row['invoice_id'] and d['customer_id'] ==
                    row['customer_id'] and row['invoice_id']] or [''])[0]
                self.pays.append({
                    'payment_date': day_of(row['payment_date']),
                    'customer_id': row['customer_id'], 'currency': ccy,
                    'amount': minor(row['amount'], ccy), 'kind': row['kind'],
                    'invoice_id': row['invoice_id'],
                    'instalment': int(row['instalment'] or 0)})
        self.steps = [read_step(row) for row in files['policy'][1]] \
            if 'policy' in files else [read_step(dict(zip(POLICY, line.split(
                ',')))) for line in STD.splitlines()]
        names = [s['policy'] for s in self.steps]
        self.default = 'std' if 'std' in names else names[0]
        self.rates = [{'rule': row['rule'], 'from': day_of(row['from_date']),
                       'percent': Fraction(row['percent']), 'method':
                       row.get('method', ''), 'basis': row.get('basis', ''),
                       'grace': int(row.get('grace_days') or 0), 'minimum':
                       Fraction(row['minimum']) if row.get('minimum') else
                       None, 'fixed_sum': row.get('fixed_sum', '')}
                      for row in files.get('rates', ([], []))[1]]
        self.recovery = [(int(row['days']), Fraction(row['share'])) for row in
                         files['recovery'][1]] if 'recovery' in files \
            else RECOVERY
        self.memo = {}

    def customer(self, who, column):
        return self.customers.get(who, {}).get(column, '')

    def account(self, who):
        if self.customer(who, 'consolidate') == 'y':
            return self.customer(who, 'parent_id') or who
        return who

    def invoice(self, doc, day):
        """Documents and payments of a document's invoice."""
        same = lambda x: (x['invoice_id'], x['customer_id'], x['currency']) \
            == (doc['invoice_id'], doc['customer_id'], doc['currency'])
        return [d for d in self.docs if same(d) and counts(d, day)], \
            [p for p in self.pays if same(p)]

    def written_off(self, doc, start, end, day):
        """By write-offs on a document, in some days; one on its invoice as a
        whole fills instalments after the day's receipts and credits."""
        rows, pays = self.invoice(doc, day)
        offs = [p for p in pays if p['kind'] == 'write_off' and
                start <= p['payment_date'] <= end]
        total = sum(p['amount'] for p in offs
                    if p['instalment'] == doc['instalment'])
        for t in {p['payment_date'] for p in offs
                  if doc['instalment'] and not p['instalment']}:
            before = [p for p in pays if p['payment_date'] < t or
                      p['payment_date'] == t and (
                          p['instalment'] or p['kind'] in (
                              '', 'receipt', 'credit', 'discount'))]
            rest = [[left for d, left in settle(rows, some, day)[0]
                     if d is doc][0] for some in (
                         before, before + [
                             p for p in offs if p['payment_date'] == t and
                             not p['instalment']])]
            total += rest[0] - rest[1]
        return total

    def left(self, doc, evening, day):
        """Open on an evening, of the documents that count on a day."""
        at = id(doc), evening, day
        if at not in self.memo:
            rows, pays = self.invoice(doc, day)
            pairs, _ = settle(rows, [
                p for p in pays if p['payment_date'] <= evening], day)
            self.memo[at] = [rest for d, rest in pairs if d is doc][0]
        return self.memo[at]

    def open(self, doc, day):
        if self.pays is None:
            return open_without(doc, day)
        return self.left(doc, day, day)

    def unapplied(self, day):
        """(customer, currency, amount) of cash on no document that counts."""
        for p in self.pays or []:
            if p['payment_date'] <= day and not any(
                    d['invoice_id'] == p['invoice_id'] and p['invoice_id'] and
                    d['customer_id'] == p['customer_id'] and
                    p['instalment'] in (0, d['instalment']) and
                    counts(d, day) for d in self.docs):
                yield p['customer_id'], p['currency'], p['amount']

    def closed_on(self, doc, day):
        """The day from which a settled document is at 0; 0 if unknown."""
        if doc['status'] == 'written_off':
            return 0
        if self.pays is None:
            return doc['paid_date'] if doc['paid_date'] <= day else 0
        _, pays = self.invoice(doc, day)
        pays = [p for p in pays if p['payment_date'] <= day and
                p['instalment'] in (0, doc['instalment'])]
        if any(p['kind'] == 'write_off' for p in pays):
            return 0
        _, pays = self.invoice(doc, day)
        found = 0
        for t in sorted({p['payment_date'] for p in pays
                         if p['payment_date'] <= day}, reverse=True):
            if self.left(doc, t, day) > 0:
                break
            found = t
        return found

    def step(self, policy, number):
        for s in self.steps:
            if (s['policy'], s['step']) == (policy, number):
                return s
        return None

    def business(self, day, account=None):
        """Is the seller, or also an account, in business on a day?"""
        if WEEK[datetime.date.fromordinal(day).weekday()] in self.o['weekend']:
            return False
        free = [row.get('calendar', '') for row in self.side['holidays']
                if row['date'] == iso(day)]
        return '' not in free and (
            account is None or self.customer(account, 'calendar') not in free)

    def roll(self, day, way, account):
        while way != 'same' and not self.business(day, account):
            day += 1 if way == 'next' else -1
        return day


def part_of(action_id):
    """Account, currency, phase, day: read from the right."""
    account, currency, phase, day = action_id.rsplit('-', 3)
    return account, currency, phase, '%s-%s-%s' % (day[:4], day[4:6], day[6:])


def order(doc):
    return (doc['due_date'], doc['invoice_id'].encode(), doc['instalment'],
            doc['customer_id'].encode())


def covers(row, doc):
    return row['customer_id'] == doc['customer_id'] and \
        row['invoice_id'] == doc['invoice_id'] and \
        row.get('instalment', '') in ('', doc['part'])


def is_of(row, doc):
    return row['customer_id'] == doc['customer_id'] and \
        row['invoice_id'] == doc['invoice_id'] and \
        row['instalment'] == doc['part']


class Day:
    """What is to be done on a day, by C0's steps."""

    def __init__(self, world, day, log):
        self.thanked = {}       # documents, while they are thanked for
        self.w, self.day, self.today = world, day, iso(day)
        self.log = [row for row in log if row['run_date'] <= self.today or
                    row['action_id'] and row['event'] in (
                        'sent', 'failed', 'cancelled', 'approved', 'refused')]
        self.states, self.phases = {}, {}
        for row in self.log:
            if row['action_id'] and row['event'] in (
                    'planned', 'sent', 'failed', 'cancelled'):
                self.states[row['action_id']] = row['event']
        self.planned = [row for row in self.log if row['event'] == 'planned']
        for row in self.planned:
            self.phases[row['action_id']] = part_of(row['action_id'])[2]
        self.docs = sorted((d for d in world.docs if counts(d, day)),
                           key=order)
        self.items = []
        for doc in self.docs:
            if world.open(doc, day) > 0:
                self.items.append({
                    'doc': doc, 'open': world.open(doc, day), 'step': None,
                    'account': world.account(doc['customer_id']),
                    'currency': doc['currency'], 'again': False,
                    'given': False, 'reason': '', 'until': '', 'held': None})
        for item in self.items:
            item['disputed'] = self.disputed(item)
            item['listed'] = item['open'] - item['disputed']
            item['L'] = self.last_step(item['doc'])
        self.actions, self.facts = [], []

    # What LOG says.

    def void(self, action_id):
        return self.states[action_id] in ('failed', 'cancelled')

    def id_of(self, account, currency, phase):
        return '%s-%s-%s-%s' % (account, currency, phase,
                                self.today.replace('-', ''))

    def in_log(self, action_id):
        return any(row['action_id'] == action_id for row in self.planned)

    def rows(self, doc, *phases):
        """Non-void planned rows of a document in some phases."""
        return [row for row in self.planned if is_of(row, doc) and
                self.phases[row['action_id']] in phases and
                not self.void(row['action_id'])]

    def history(self, doc):
        return [row for row in self.log if row['event'] == 'sent' and
                not row['action_id'] and covers(row, doc)]

    def notices(self, doc):
        """(policy, step, date, action_id) of its notices."""
        return [(row['policy'], int(row['step']), row['run_date'],
                 row['action_id']) for row in self.rows(doc, *NOTICES)
                if row['step']] + \
            [(row['policy'] or self.policy(doc), int(row['step']),
              row['run_date'], id(row)) for row in self.history(doc)]

    def policy(self, doc):
        who = doc['customer_id']
        return doc['cells'].get('policy', '') or \
            self.w.customer(who, 'policy') or \
            self.w.customer(self.w.account(who), 'policy') or self.w.default

    def ladder(self, doc):
        return sorted((s for s in self.w.steps
                       if s['policy'] == self.policy(doc) and
                       s['anchor'] != 'paid'), key=lambda s: s['step'])

    def last_step(self, doc):
        return max([step for policy, step, _, _ in self.notices(doc)
                    if policy == self.policy(doc)], default=0)

    def last_notice(self, doc):
        return day_of(max([date for _, _, date, _ in self.notices(doc)],
                          default=''))

    def latest_action(self, account, currency, *phases, before=EVER):
        """Date of the latest non-void action; None: any currency."""
        found = ''
        for row in self.planned:
            a, c, phase, date = part_of(row['action_id'])
            if a == account and currency in (None, c) and phase in phases \
                    and not self.void(row['action_id']) and date < before:
                found = max(found, date)
        return day_of(found)

    def account_of(self, row):
        if row['event'] == 'planned':
            return part_of(row['action_id'])[0]
        return self.w.account(row['customer_id'])

    def broken_promises(self, account, before):
        return sum(row['event'] == 'promise-broken' and
                   row['run_date'] < before and
                   self.account_of(row) == account for row in self.log)

    def log_block(self, who, doc=None):
        """Last day of LOG's block, EVER, or empty."""
        last = None
        for row in self.log:
            if row['event'] in ('block', 'unblock') and (
                    covers(row, doc) if doc else
                    row['customer_id'] == who and not row['invoice_id']):
                last = row
        if last is None or last['event'] == 'unblock':
            return ''
        return last['ref_date'] or EVER

    def credit_hold_row(self, account):
        """The account's last credit-hold or -release row."""
        last = None
        for row in self.log:
            if row['event'] in ('credit-hold', 'credit-release') and \
                    row['customer_id'] == account:
                last = row
        return last

    # Side files and their like in LOG.

    def disputes(self, source):
        """(row, amount text) of the disputes open on the day."""
        if source == 'file':
            return [row for row in self.w.side['disputes']
                    if row['opened_date'] <= self.today <
                    (row.get('closed_date') or EVER)]
        found = []
        for row in self.log:
            if row['event'] == 'dispute-open':
                found.append(row)
            elif row['event'] == 'dispute-closed':
                key = lambda x: (x['customer_id'], x['invoice_id'],
                                 x['instalment'])
                found = [x for x in found if key(x) != key(row)]
        return found

    def taken_up(self, source, item):
        """What of an item the disputes of one source take up: those of one
        instalment first; in the order of items."""
        taken = {}
        mine = [i for i in self.items
                if i['doc']['customer_id'] == item['doc']['customer_id'] and
                i['doc']['invoice_id'] == item['doc']['invoice_id']]
        for row in sorted(self.disputes(source),
                          key=lambda row: row.get('instalment', '') == ''):
            if not any(covers(row, i['doc']) for i in mine):
                continue
            rest = minor(row['amount'], item['currency']) \
                if row.get('amount') else None
            for i in mine:
                if not covers(row, i['doc']):
                    continue
                room = i['open'] - taken.get(id(i), 0)
                take = room if rest is None else min(rest, room)
                taken[id(i)] = taken.get(id(i), 0) + take
                if rest is not None:
                    rest -= take
        return taken.get(id(item), 0)

    def disputed(self, item):
        sums = [self.taken_up(source, item) for source in ('file', 'log')]
        cell = item['doc']['cells'].get('disputed_amount', '')
        return min(item['open'], max(sums + [minor(cell, item['currency'])]))

    def paid(self, docs, start, end):
        """Payments without write-offs on documents in some days."""
        if self.w.pays is None:
            return sum(d['amount'] - self.w.open(d, self.day) for d in docs)
        if end < start:
            return 0
        return sum(self.w.left(d, start - 1, self.day) -
                   self.w.left(d, end, self.day) -
                   self.w.written_off(d, start, end, self.day)
                   for d in docs)

    def promise(self, doc):
        """The newest promise of a document."""
        found = None
        rows = [(row, row['made_date'], row['promise_date'],
                 row.get('grace_days') or '0')
                for row in self.w.side['promises']] + \
            [(row, row['run_date'], row['ref_date'], '0') for row in self.log
             if row['event'] == 'promise']
        for row, made, by, grace in rows:
            if covers(row, doc) and made <= self.today and (
                    found is None or made >= found['made']):
                found = {'row': row, 'made': made, 'by': by, 'last':
                         day_of(by) + int(grace), 'key': (
                             row['customer_id'], row['invoice_id'],
                             row.get('instalment', ''), by),
                         'currency': doc['currency'], 'amount':
                         minor(row['amount'], doc['currency'])}
        if found:
            docs = [d for d in self.docs if covers(found['row'], d)]
            found['got'] = self.paid(docs, day_of(found['made']),
                                     min(self.day, found['last']))
            found['kept'] = found['got'] * 100 >= 99 * found['amount']
            found['event'] = 'promise-kept' if found['kept'] else \
                'promise-partly' if found['got'] > 0 else 'promise-broken'
        return found

    def fact_in_log(self, key, *events):
        return any(row['event'] in events and key == (
            row['customer_id'], row['invoice_id'], row['instalment'],
            row['ref_date']) for row in self.log)

    def plan_of(self, doc):
        """The newest plan that covers a document: its made date, rows."""
        rows = [(row['customer_id'], row['plan_id'], row['made_date'],
                 row['due_date'], row.get('paid', ''),
                 int(row.get('grace_days') or 0), row)
                for row in self.w.side['plans']] + \
            [(row['customer_id'], row['action_id'], row['run_date'],
              row['ref_date'], '', 0, row) for row in self.log
             if row['event'] == 'plan']
        best = None
        for key in {row[:2] for row in rows}:
            some = [(n, row) for n, row in enumerate(rows)
                    if row[:2] == key]
            made = min(row[2] for _, row in some)
            if made > self.today or not any(covers(row[6], doc)
                                            for _, row in some):
                continue
            at = made, max(n for n, _ in some)
            if best is None or at > best[0]:
                best = at, [row for _, row in sorted(
                    some, key=lambda x: (x[1][3], x[0]))]
        return best and (best[0][0], best[1])

    def missed(self, doc):
        """None (goes on), 'plan', or the row that broke the plan."""
        found = self.plan_of(doc)
        if not found:
            return None
        made, rows = found
        rows = [row for row in rows if any(
            covers(row[6], d) for d in self.docs if d['amount'] > 0)]
        docs = [d for d in self.docs if any(covers(row[6], d)
                                            for row in rows)]
        pool = max(0, self.paid(docs, day_of(made), self.day))
        unpaid = []
        for row in rows:
            amount = minor(row[6]['amount'], doc['currency'])
            if row[4]:
                paid = minor(row[4], doc['currency']) >= amount
            else:
                take = min(amount, pool)
                pool -= take
                paid = take == amount
            if not paid:
                unpaid.append(row)
        for row in unpaid:
            if day_of(row[3]) + row[5] < self.day:
                key = (row[0], row[6]['invoice_id'],
                       row[6].get('instalment', ''), row[3])
                if self.fact_in_log(key, 'plan-broken'):
                    return None
                return {'event': 'plan-broken', 'key': key,
                        'currency': doc['currency'], 'amount': minor(
                            row[6]['amount'], doc['currency'])}
        return 'plan' if unpaid else None

    # Steps 3 to 7, an item.

    def blocks(self, doc, which):
        """Last days of the blocks that hold today."""
        who = doc['customer_id']
        if which == 'customer-block':
            found = []
            for c in (who, self.w.account(who)):
                found.append(self.log_block(c))
                if self.w.customer(c, 'block') not in ('', 'n'):
                    found.append(self.w.customer(c, 'block_until') or EVER)
        else:
            found = [self.log_block(who, doc)]
            if doc['cells'].get('block', '') not in ('', 'n'):
                found.append(doc['cells'].get('block_until', '') or EVER)
        return [day for day in found if day >= self.today]

    def held(self, item):
        """Steps 3 to 5: (reason, until), a fact that breaks, or None."""
        doc = item['doc']
        for which in 'customer-block', 'invoice-block':
            days = self.blocks(doc, which)
            if days:
                return which, '' if max(days) == EVER else max(days)
        cells = [doc['cells']] + [self.w.customers.get(c, {}) for c in (
            doc['customer_id'], item['account'])]
        grace = max([c.get('block_until', '') for c in cells
                     if c.get('block', '') in ('', 'n')], default='')
        if self.today <= grace:
            return 'grace', grace
        if item['disputed'] >= item['open']:
            return 'disputed', ''
        promise = self.promise(doc)
        if promise and not promise['kept']:
            if self.day <= promise['last']:
                if self.broken_promises(item['account'], self.today) < 2:
                    return 'promise', iso(promise['last'])
            elif not self.fact_in_log(promise['key'], 'promise-broken',
                                      'promise-partly'):
                return promise
        missed = self.missed(doc)
        return ('plan', '') if missed == 'plan' else missed

    def step_of(self, item):
        """Step 6: a step or a reason."""
        doc, w = item['doc'], self.w
        ladder, last = self.ladder(doc), self.last_notice(doc)
        for s in ladder:
            if s['step'] <= item['L']:
                continue
            anchor = last if s['anchor'] == 'prev' and last else \
                doc['due_date']
            if self.day < w.roll(anchor + s['offset'], s['roll'],
                                 item['account']):
                return 'waiting'
            if s['until'] is not None and \
                    self.day - doc['due_date'] > s['until']:
                continue
            return s
        top = ladder[-1]
        if item['L'] == top['step'] and top['repeat']:
            times = len({key for policy, step, _, key in self.notices(doc)
                         if (policy, step) == (top['policy'], top['step'])})
            if self.day >= w.roll(last + top['repeat'], top['roll'],
                                  item['account']) and (
                    not top['repeat_max'] or times - 1 < top['repeat_max']):
                item['again'] = True
                return top
        return 'ladder-end'

    def answer(self, doc, step):
        """Of the latest request: '', 'asked', 'approved' or 'refused'."""
        rows = [row for row in self.rows(doc, 'approve')
                if (row['policy'], row['step']) ==
                (step['policy'], str(step['step']))]
        if not rows:
            return ''
        latest = max(rows, key=lambda row: row['run_date'])['action_id']
        return self.answered(latest) or 'asked'

    def answered(self, action_id):
        found = ''
        for row in self.log:
            if row['action_id'] == action_id and \
                    row['event'] in ('approved', 'refused'):
                found = row['event']
        return found

    def judge(self, item):
        """Steps 6 and 7."""
        doc = item['doc']
        step = self.step_of(item)
        if isinstance(step, str):
            item['reason'] = step
            return
        notice = self.last_notice(doc)
        broken = day_of(max([row['run_date'] for row in
                             self.rows(doc, 'broken')], default=''))
        need = 1 if broken and broken >= notice else max(1, step['gap'])
        last = max(notice, broken)
        if last and self.day - last < need:
            item['reason'] = 'gap'
            return
        natural = 'y' in [self.w.customer(c, 'natural_person') for c in (
            doc['customer_id'], item['account'])]
        item['phase'] = 'task' if step['audience'] in OURS or \
            step['channel'] == 'task' else \
            'pre' if self.day <= doc['due_date'] else 'over'
        if step['approval'] or natural and (
                step['channel'] in ('call', 'sms', 'task') or step['fee'] or
                step['interest'] != 'none' or step['credit_hold']):
            answer = self.answer(doc, step)
            if answer in ('asked', 'refused'):
                item['reason'] = 'approval' if answer == 'asked' else \
                    'approval-refused'
                return
            if not answer:
                item['phase'] = 'approve'
            item['given'] = answer == 'approved'
        item['step'] = step

    # Steps 8 to 12, an account and currency.

    def mine(self, account, currency):
        return [item for item in self.items if item['account'] == account and
                item['currency'] == currency]

    def exists(self, column):
        return column in self.w.columns or column in self.w.customer_columns

    def cell(self, account, currency, column):
        own = self.w.customer(account, column)
        if own or column == 'language':
            return own
        for item in self.mine(account, currency):
            if item['doc']['cells'].get(column):
                return item['doc']['cells'][column]
        for doc in self.thanked.get((account, currency), []):
            if doc['cells'].get(column):
                return doc['cells'][column]
        return ''

    def first_cell(self, account, currency, columns):
        for column in columns:
            if self.cell(account, currency, column):
                return self.cell(account, currency, column)
        return ''

    def reach(self, account, currency, audience, channel):
        """Does a channel reach them, and where?"""
        kind = {'sms': 'phone', 'call': 'phone', 'email': 'email',
                'letter': 'address'}[channel]
        columns = ['address'] if kind == 'address' else \
            KINDS[audience, kind]
        if not any(self.exists(column) for column in columns):
            return True, ''
        to = self.first_cell(account, currency, columns)
        return bool(to), to

    def contact(self, account, currency, audience, ours):
        if not ours:
            return self.first_cell(account, currency,
                                   KINDS[audience, 'contact'])
        return self.cell(account, currency, 'collector') \
            if audience == 'collector' else ''

    def unapplied(self, account, currency):
        owed = sum(self.w.open(d, self.day) for d in self.docs
                   if self.w.account(d['customer_id']) == account and
                   d['currency'] == currency and
                   self.w.open(d, self.day) < 0)
        return -owed + sum(
            amount for c, ccy, amount in self.w.unapplied(self.day)
            if self.w.account(c) == account and ccy == currency)

    def stop(self, group, reason):
        for item in group:
            item['held'] = reason if item['step'] or item.get('fact') else \
                item['reason']

    def act(self, account, currency, phase, group, **more):
        action = {'account': account, 'currency': currency, 'phase': phase,
                  'group': sorted(group, key=lambda i: order(i['doc'])),
                  'id': self.id_of(account, currency, phase),
                  'collector': self.cell(account, currency, 'collector')}
        action.update(more)
        self.actions.append(action)

    def top(self, group):
        return max([item['step'] for item in group if item['step']],
                   key=lambda s: s['step'])

    def minimum(self, account, currency, group):
        """Step 11."""
        total = sum(item['listed'] for item in group)
        whole = sum(item['open'] for item in self.mine(account, currency))
        for item in group:
            s = item['step']
            if s and (total < s['min_open'] * 10 ** DIGITS[currency] or
                      total * 100 < s['min_pct'] * whole):
                item['step'], item['reason'] = None, 'below-minimum'

    def account_and_currency(self, account, currency):
        """Steps 8 to 12."""
        groups = {}
        free = [item for item in self.mine(account, currency)
                if item['held'] is None]
        for item in free:
            if item.get('fact'):
                groups.setdefault('broken', []).append(item)
            elif item['step']:
                groups.setdefault(item['phase'], []).append(item)
        for item in free:
            if not item['step'] and not item.get('fact'):
                phase = 'pre' if self.day <= item['doc']['due_date'] \
                    else 'over'
                if phase in groups:
                    groups[phase].append(item)
                else:
                    item['held'] = item['reason']
        cash, lost = [], []
        for phase in sorted(groups):
            group = sorted(groups[phase], key=lambda i: order(i['doc']))
            if self.in_log(self.id_of(account, currency, phase)):
                self.stop(group, 'already-today')
            elif phase == 'broken':
                self.broken(account, currency, group)
            elif phase in ('pre', 'over'):
                self.notice(account, currency, phase, group, cash, lost)
            else:
                self.minimum(account, currency, group)
                self.stop([i for i in group if not i['step']], '')
                group = [i for i in group if i['step']]
                if group:
                    self.ask_or_task(account, currency, phase, group)
        for phase, group, name, reason in (
                ('cash', cash, 'apply-cash', 'unapplied-cash'),
                ('address', lost, 'find-address', 'no-address')):
            if not group:
                continue
            last = self.latest_action(account, currency, phase)
            if last and self.day - last < 7 or \
                    self.in_log(self.id_of(account, currency, phase)):
                self.stop(group, reason)
                continue
            for item in group:
                item.update(why=reason, step=None)
            self.act(account, currency, phase, group, channel='task',
                     audience='internal', to='', contact='', name=name,
                     template=name, top=None)

    def notice(self, account, currency, phase, group, cash, lost):
        """A pre or over group through steps 9 to 12."""
        gap = self.w.customer(account, 'contact_gap')
        gap = int(gap) if gap else self.w.o['contact_gap']
        last = self.latest_action(account, None, 'pre', 'over',
                                  before=self.today)
        if last and self.day - last < gap:
            self.stop(group, 'customer-gap')
            return
        total = sum(item['listed'] for item in group)
        u = self.unapplied(account, currency)
        if u > 0 and (total - u <= 0 or total - u < self.top(
                group)['min_open'] * 10 ** DIGITS[currency]):
            cash += group
            return
        self.minimum(account, currency, group)
        if not any(item['step'] for item in group):
            self.stop(group, '')
            return
        top = self.top(group)
        channel, why = top['channel'], ''
        while True:
            good, to = self.reach(account, currency, top['audience'], channel)
            if good:
                break
            if not why:
                why = {'sms': 'no-phone', 'email': 'no-email'}.get(channel, '')
            channel = {'sms': 'email', 'email': 'letter'}.get(channel)
            if not channel:
                lost += group
                return
        for item in group:
            item['why'] = why
        self.act(account, currency, phase, group, channel=channel, to=to,
                 audience=top['audience'], name=top['name'], top=top,
                 template=top['template'], contact=self.contact(
                     account, currency, top['audience'], False))

    def ask_or_task(self, account, currency, phase, group):
        top = self.top(group)
        for item in group:
            item['why'] = 'approval' if phase == 'approve' else ''
        if phase == 'approve':
            how = {'channel': 'task', 'audience': 'management', 'contact': '',
                   'template': 'approval'}
        else:
            how = {'channel': top['channel'], 'audience': top['audience'],
                   'template': top['template'], 'contact': self.contact(
                       account, currency, top['audience'], True)}
        self.act(account, currency, phase, group, to='', name=top['name'],
                 top=top, **how)

    def broken(self, account, currency, group):
        for item in group:
            item['why'] = 'plan-broken' if item['fact']['event'] == \
                'plan-broken' else 'promise-broken'
        good, to = self.reach(account, currency, 'ap-manager', 'call')
        self.act(account, currency, 'broken', group, to=to, top=None,
                 channel='call' if good else 'task', audience='ap-manager',
                 name=group[0]['why'], template=group[0]['why'],
                 contact=self.contact(account, currency, 'ap-manager', False))

    # Fee and interest.

    def rule(self, item, name):
        if name == 'customer':
            return self.w.customer(item['doc']['customer_id'], 'late_rule') \
                or self.w.customer(item['account'], 'late_rule')
        return '' if name == 'none' else name

    def balance(self, item):
        if self.w.pays is None:
            return lambda evening: item['open'] - item['disputed']
        return lambda evening: max(0, self.w.left(
            item['doc'], evening, self.day) - item['disputed'])

    def interest(self, item, step):
        rule = self.rule(item, step['interest']) if step else ''
        return rule and interest(
            self.w.rates, rule, item['doc']['due_date'], self.day,
            self.balance(item), item['currency']) or 0

    def fee(self, item):
        step, ccy = item['step'], item['currency']
        if not step or item['again']:
            return 0
        if step['fee'] != 'law':
            return int(step['fee'] * 10 ** DIGITS[ccy])
        if any(minor(row['fee'], ccy) > 0 for row in
               self.rows(item['doc'], *NOTICES)):
            return 0
        rule = self.rule(item, step['interest']) or \
            self.rule(item, 'customer')
        if not rule:
            return 0
        row = in_force(self.w.rates, rule, item['doc']['due_date'] + 1)
        if row and row['fixed_sum']:
            return minor(row['fixed_sum'], ccy)
        if rule in ('eu', 'de') and ccy == 'EUR':
            return 4000
        if rule == 'uk' and ccy == 'GBP':
            owed = self.balance(item)(item['doc']['due_date'])
            return 4000 if owed < 100000 else 7000 if owed < 1000000 \
                else 10000
        return 0

    # Step 13, and what else goes into LOG.

    def thanks_step(self, doc):
        """The step by which a settled document is thanked for, or None."""
        account = self.w.account(doc['customer_id'])
        if doc['amount'] <= 0 or self.w.open(doc, self.day) > 0 or \
                not self.w.business(self.day, account):
            return None
        closed = self.w.closed_on(doc, self.day)
        if not closed or self.rows(doc, 'thanks') or \
                self.blocks(doc, 'customer-block') or \
                self.blocks(doc, 'invoice-block') or not any(
                    row['step'] and day_of(row['run_date']) >=
                    doc['due_date'] for row in
                    self.rows(doc, 'pre', 'over')):
            return None
        steps = [s for s in self.w.steps if s['anchor'] == 'paid' and
                 s['policy'] == self.policy(doc) and s['offset'] <=
                 self.day - closed and (s['until'] is None or
                                        self.day - closed <= s['until'])]
        return min(steps, key=lambda s: s['step']) if steps else None

    def thanks(self):
        groups = {}
        for doc in sorted(self.docs, key=lambda d: (
                d['due_date'], d['invoice_id'].encode(), d['instalment'],
                d['customer_id'].encode())):
            if self.thanks_step(doc):
                key = self.w.account(doc['customer_id']), doc['currency']
                groups.setdefault(key, []).append(doc)
        self.thanked = groups
        for (account, currency), docs in groups.items():
            if not self.in_log(self.id_of(account, currency, 'thanks')):
                self.thank(account, currency, docs)
        self.thanked = {}

    def thank(self, account, currency, docs):
        group = []
        for doc in docs:
            step = self.thanks_step(doc)
            ours = step['audience'] in OURS or step['channel'] == 'task'
            if ours or self.reach(account, currency, step['audience'],
                                  step['channel'])[0]:
                group.append({
                    'doc': doc, 'open': self.w.open(doc, self.day), 'disputed': 0, 'listed': 0,
                    'account': account, 'currency': currency,
                    'step': step, 'why': 'paid', 'given': False,
                    'again': False})
        if not group:
            return
        top = self.top(group)
        ours = top['audience'] in OURS or top['channel'] == 'task'
        self.act(account, currency, 'thanks', group, top=top,
                 channel=top['channel'], audience=top['audience'],
                 to='' if ours else self.reach(
                     account, currency, top['audience'],
                     top['channel'])[1], name=top['name'],
                 template=top['template'], contact=self.contact(
                     account, currency, top['audience'], ours))

    def release(self):
        for account in {row['customer_id'] for row in self.log
                        if row['event'] == 'credit-hold'}:
            row = self.credit_hold_row(account)
            if row['event'] != 'credit-hold' or row['by'] != 'ar-remind' or \
                    not self.w.business(self.day, account):
                continue
            if any(max(item['L'], item['step']['step'] if item['step'] and
                       item['in'] in NOTICES else 0) >= s['step']
                   for item in self.items if item['account'] == account
                   for s in self.ladder(item['doc']) if s['credit_hold']):
                continue
            if not self.in_log(self.id_of(account, row['currency'],
                                          'release')):
                self.act(account, row['currency'], 'release', [], top=None,
                         channel='task', audience='internal', to='',
                         contact='', name='credit-release',
                         template='credit-release')

    def judgements(self):
        """Promises kept, and those not kept of settled documents."""
        called, found = set(), {}
        for item in self.items:
            promise = self.promise(item['doc'])
            if promise:
                called.add(promise['key'])
        for doc in self.docs:
            promise = self.promise(doc)
            if not promise or not self.w.business(
                    self.day, self.w.account(doc['customer_id'])):
                continue
            key = promise['key']
            if promise['kept']:
                if not self.fact_in_log(key, 'promise-kept'):
                    found[key] = promise
            elif self.day > promise['last'] and key not in called and \
                    self.w.open(doc, self.day) <= 0 and \
                    not self.fact_in_log(key, 'promise-broken',
                                         'promise-partly'):
                found[key] = promise
        return [found[key] for key in sorted(found, key=lambda k: (
            k[0].encode(), k[1].encode(), int(k[2] or 0), k[3]))]

    def plan(self):
        """The whole procedure."""
        w = self.w
        for item in self.items:
            # For the worklist, also where steps 1 and 2 held first.
            item['early'] = self.held(item)
            if not w.business(self.day, item['account']):
                item['held'] = 'no-business-day'
            elif any(row['run_date'] == self.today and
                     self.phases[row['action_id']] != 'thanks' and
                     is_of(row, item['doc']) for row in self.planned):
                item['held'] = 'already-today'
            elif isinstance(item['early'], tuple):
                item['held'], item['until'] = item['early']
            elif item['early']:
                item['fact'] = item['early']
            else:
                self.judge(item)
        for account, currency in sorted(
                {(i['account'], i['currency']) for i in self.items},
                key=lambda k: (k[0].encode(), k[1].encode())):
            self.account_and_currency(account, currency)
        for item in self.items:
            item['in'] = ''
        for action in self.actions:
            for item in action['group']:
                item['in'] = action['phase']
        self.kept = []
        if w.business(self.day):
            self.thanks()
            self.release()
            self.kept = self.judgements()
        for item in self.items:
            item['fee'] = item['interest'] = 0
            if item['in'] in NOTICES:
                item['fee'] = self.fee(item)
                item['interest'] = self.interest(
                    item, item['step'] or w.step(self.policy(item['doc']),
                                                 item['L']))
        self.actions.sort(key=lambda a: (
            a['account'].encode(), a['currency'].encode(),
            a['phase'].encode()))
        return self

    # What is printed and logged.

    def name(self, account):
        if 'customer_name' in self.w.columns:
            names = [(d['invoice_date'], d['cells']['customer_name'].encode())
                     for d in self.docs if d['customer_id'] == account and
                     d['cells'].get('customer_name')]
            if names:
                return max(names)[1].decode()
        return self.w.customer(account, 'customer_name')

    def row_of(self, action):
        account, ccy = action['account'], action['currency']
        phase, group, top = action['phase'], action['group'], action['top']
        plain = phase in ('thanks', 'release')
        total = sum(i['listed'] for i in group)
        fee = sum(i.get('fee', 0) for i in group)
        more = sum(i.get('interest', 0) for i in group)
        unapplied = 0 if plain else self.unapplied(account, ccy)
        why = list(dict.fromkeys(i['why'] for i in group if i['why']))
        if phase == 'release':
            why = ['credit-release']
        steps = [i['step'] for i in group if i['step']]
        return {
            'action_id': action['id'], 'run_date': iso(action.get(
                'day', self.day)), 'customer_id': account,
            'customer_name': self.name(account), 'currency': ccy,
            'phase': phase, 'step': top['step'] if top else '',
            'step_name': action['name'], 'channel': action['channel'],
            'audience': action['audience'], 'contact': action['contact'],
            'to': action['to'], 'language': self.cell(account, ccy,
                                                      'language'),
            'template': action['template'], 'items': len(group),
            'total': money(total, ccy), 'unapplied': money(unapplied, ccy),
            'oldest_days': 0 if plain else max(
                action.get('day', self.day) - i['doc']['due_date']
                for i in group),
            'fee': money(fee, ccy), 'interest': money(more, ccy),
            'to_pay': money(total - unapplied + fee + more, ccy),
            'credit_hold': 'y' if phase in NOTICES + ('approve',) and any(
                s['credit_hold'] for s in steps) else 'n',
            'approval': 'wanted' if phase == 'approve' else
            'given' if any(i['given'] and i['step'] for i in group)
            else '',
            'collector': action.get('collector', self.cell(
                account, ccy, 'collector')),
            'reason': ';'.join(why)}

    def item_rows(self, action):
        row = self.row_of(action)
        for item in action['group']:
            doc, ccy = item['doc'], item['currency']
            yield dict(
                row, item_customer_id=doc['customer_id'],
                invoice_id=doc['invoice_id'], instalment=doc['part'],
                invoice_date=iso(doc['invoice_date']),
                due_date=iso(doc['due_date']), days_past_due=action.get(
                    'day', self.day) - doc['due_date'],
                amount=money(doc['amount'], ccy),
                open_balance=money(item['open'], ccy),
                disputed=money(item['disputed'], ccy),
                item_step=item['step']['step'] if item['step'] else '',
                item_fee=money(item.get('fee', 0), ccy),
                item_interest=money(item.get('interest', 0), ccy),
                po_number=doc['cells'].get('po_number', ''))
        if not action['group']:
            yield row

    def print_actions(self, with_items):
        if with_items:
            return as_csv(ITEMS, [row for action in self.actions
                                  for row in self.item_rows(action)])
        return as_csv(ACTIONS, [self.row_of(a) for a in self.actions])

    def print_holds(self):
        rows = []
        for item in sorted(self.items, key=lambda i: (
                i['account'].encode(), i['currency'].encode(),
                order(i['doc']))):
            if item['in'] and not item['disputed']:
                continue
            doc, ccy = item['doc'], item['currency']
            rows.append({
                'run_date': self.today, 'customer_id': item['account'],
                'customer_name': self.name(item['account']), 'currency': ccy,
                'invoice_id': doc['invoice_id'], 'instalment': doc['part'],
                'due_date': iso(doc['due_date']),
                'days_past_due': self.day - doc['due_date'],
                'open_balance': money(item['open'], ccy),
                'held': money(item['disputed'] if item['in'] else
                              item['open'], ccy),
                'last_step': item['L'] or '', 'until': item['until'],
                'reason': 'disputed-part' if item['in'] else item['held'],
                'collector': self.cell(item['account'], ccy, 'collector')})
        return as_csv(HOLDS, rows)

    def log_rows(self):
        """What --record appends, without ts."""
        rows, on_hold, facts = [], set(), set()

        def fact(action_id, found):
            who, invoice, part, date = found['key']
            at = found['event'], found['key']
            if at not in facts:
                facts.add(at)
                rows.append({
                    'action_id': action_id, 'event': found['event'],
                    'customer_id': who, 'invoice_id': invoice,
                    'instalment': part, 'currency': found['currency'],
                    'amount': money(found['amount'], found['currency']),
                    'ref_date': date})

        for action in self.actions:
            account, ccy = action['account'], action['currency']
            base = {'action_id': action['id'], 'currency': ccy}
            same = dict(base, event='planned', **{
                name: action[name] for name in ('phase', 'channel',
                                                'audience', 'to')})
            for item in action['group']:
                doc, s = item['doc'], item['step']
                rows.append(dict(
                    same, customer_id=doc['customer_id'], invoice_id=doc[
                        'invoice_id'], instalment=doc['part'],
                    policy=s['policy'] if s else '', step=s['step'] if s
                    else '', amount=money(item['listed'], ccy),
                    fee=money(item.get('fee', 0), ccy),
                    interest=money(item.get('interest', 0), ccy),
                    ref_date=iso(doc['due_date']), text=item['why']))
            if action['phase'] == 'release':
                rows.append(dict(same, customer_id=account,
                                 text='credit-release'))
                rows.append(dict(base, event='credit-release',
                                 customer_id=account))
            for plan in False, True:
                for item in action['group']:
                    found = item.get('fact')
                    if found and plan == (found['event'] == 'plan-broken'):
                        fact(action['id'], found)
            last = self.credit_hold_row(account)
            if action['phase'] in NOTICES and account not in on_hold and \
                    not (last and last['event'] == 'credit-hold') and any(
                        i['step'] and i['step']['credit_hold']
                        for i in action['group']):
                on_hold.add(account)
                rows.append(dict(base, event='credit-hold',
                                 customer_id=account))
        for found in self.kept:
            fact('', found)
        if not self.w.business(self.day) or not rows and any(
                row['event'] == 'run' and row['run_date'] == self.today
                for row in self.log):
            return []
        rows.append({'event': 'run'})
        return [dict({name: '' for name in LOG}, run_date=self.today,
                     by='ar-remind', **{k: str(v) for k, v in row.items()})
                for row in rows]

    # -r and --worklist.

    def pending(self, with_items):
        self.actions = []
        for id_ in dict.fromkeys(row['action_id'] for row in self.planned):
            account, ccy, phase, date = part_of(id_)
            if self.states[id_] != 'planned' or \
                    phase == 'approve' and self.answered(id_):
                continue
            group, first = [], None
            for row in self.planned:
                if row['action_id'] == id_:
                    first = first or row
                    group += self.pending_item(row, phase)
            if not group and phase != 'release':
                continue
            group.sort(key=lambda i: order(i['doc']))
            tops = [i for i in group if i['number']]
            top = max(tops, key=lambda i: i['number']) if tops else None
            step = top and top['step']
            names = {'cash': 'apply-cash', 'address': 'find-address',
                     'release': 'credit-release'}
            name = template = names.get(phase, '')
            if phase == 'broken':
                name = template = group[0]['why']
            elif step:
                name, template = step['name'], step['template']
            if phase == 'approve':
                template = 'approval'
            audience = first['audience']
            ours = phase != 'broken' and (audience in OURS or
                                          first['channel'] == 'task')
            self.thanked = {(account, ccy): [i['doc'] for i in group]} \
                if phase == 'thanks' else {}
            self.actions.append({
                'collector': self.cell(account, ccy, 'collector'),
                'id': id_, 'account': account, 'currency': ccy,
                'phase': phase, 'day': day_of(date), 'group': group,
                'top': top and {'step': top['number']}, 'name': name,
                'template': template, 'channel': first['channel'],
                'audience': audience, 'to': first['to'],
                'contact': self.contact(account, ccy, audience, ours)})
        self.thanked = {}
        self.actions.sort(key=lambda a: (
            a['day'], a['account'].encode(), a['currency'].encode(),
            a['phase'].encode()))
        if not with_items:
            return as_csv(ACTIONS, [self.row_of(a) for a in self.actions])
        rows = []
        for action in self.actions:
            for row, item in zip(self.item_rows(action), action['group'] or
                                 [{'number': ''}]):
                if action['group']:
                    row['item_step'] = item['number']
                rows.append(row)
        return as_csv(ITEMS, rows)

    def pending_item(self, row, phase):
        if not row['invoice_id']:
            return []
        docs = [d for d in self.docs if is_of(row, d)]
        ccy = row['currency']
        step = self.w.step(row['policy'], int(row['step'])) \
            if row['step'] else None
        new = {'currency': ccy, 'listed': minor(row['amount'], ccy),
               'fee': minor(row['fee'], ccy), 'why': row['text'],
               'interest': minor(row['interest'], ccy), 'step': step,
               'number': int(row['step']) if row['step'] else '', 'given':
               bool(step) and phase in NOTICES and self.answer(
                   docs[0], step) == 'approved' if docs else False}
        for item in self.items:
            if is_of(row, item['doc']) and phase != 'thanks':
                held = self.held(item)
                if isinstance(held, tuple) and not (
                        phase == 'broken' and held[0] in ('promise', 'plan')):
                    return []
                return [dict(new, doc=item['doc'], open=item['open'],
                             disputed=item['disputed'])]
        if phase == 'thanks':
            return [dict(new, doc=docs[0], open=self.w.open(
                docs[0], self.day), disputed=0)]
        return []

    def share(self, age):
        """Collectable at an age, in billionths."""
        table = self.w.recovery
        for (a, high), (b, low) in zip(table, table[1:]):
            if a <= age < b:
                return half_away((high + (low - high) * (age - a) / (b - a)) *
                                 10 ** 9)
        return half_away(table[-1][1] * 10 ** 9)

    def follow_up(self, account, currency):
        for word, events in (('promise-broken', ('promise-broken',
                                                 'promise-partly')),
                             ('plan-broken', ('plan-broken',))):
            if any(row['event'] in events and row['run_date'] == self.today
                   and row['currency'] == currency and
                   self.account_of(row) == account for row in self.log):
                return word
            if any(a['phase'] == 'broken' and a['account'] == account and
                   a['currency'] == currency and
                   any(i['why'] == word for i in a['group'])
                   for a in self.actions):
                return word
        last = None
        for row in self.log:
            if row['event'] in ('call', 'reply', 'note', 'promise') and \
                    self.account_of(row) == account and \
                    row['currency'] in ('', currency):
                last = row
        if last and last['event'] != 'promise' and last['ref_date'] and \
                last['ref_date'] <= self.today:
            return 'call-back'
        return ''

    def worklist(self):
        pairs = {(i['account'], i['currency']) for i in self.items}
        rows = []
        for account, ccy in pairs:
            mine = self.mine(account, ccy)
            due = [i for i in mine if self.day > i['doc']['due_date']]
            follow = self.follow_up(account, ccy)
            if not due and not follow:
                continue
            good = [i for i in due if not isinstance(i['early'], tuple)]
            loss = Fraction(0)
            for i in good:
                age = self.day - i['doc']['due_date']
                loss += Fraction(i['listed'] * (
                    self.share(age) - self.share(age + 30)), 10 ** 9)
            risk = self.w.customer(account, 'risk') or 'B'
            broken = self.broken_promises(account, EVER)
            score = loss / 10 ** DIGITS[ccy] * {
                'A': Fraction(1, 2), 'B': 1, 'C': Fraction(3, 2),
                'D': 2}[risk] * (1 + Fraction(broken, 4))
            overdue = sum(i['listed'] for i in good)
            fees = sum(minor(row['fee'], ccy) for i in mine for row in
                       self.rows(i['doc'], *NOTICES))
            calls = [row for row in self.log if row['event'] in (
                'call', 'reply', 'promise') and
                self.account_of(row) == account]
            notes = {row['action_id'] for row in self.planned
                     if not self.void(row['action_id']) and part_of(
                         row['action_id'])[:2] == (account, ccy) and
                     part_of(row['action_id'])[2] in ('pre', 'over',
                                                      'broken')}
            last = max([row['run_date'] for row in calls] + [iso(
                self.latest_action(account, None, 'pre', 'over', 'broken'))])
            cell = lambda kind: self.first_cell(account, ccy,
                                                KINDS['ap-manager', kind])
            rows.append(((ccy.encode(), not follow, -score, -overdue,
                          account.encode()), {
                'run_date': self.today, 'customer_id': account,
                'customer_name': self.name(account), 'currency': ccy,
                'follow_up': follow, 'score': fixed(half_away(score * 100), 2),
                'items': len(good), 'overdue': money(overdue, ccy),
                'held': money(sum(i['open'] for i in due if i not in good) +
                              sum(i['disputed'] for i in good), ccy),
                'oldest_days': max([self.day - i['doc']['due_date']
                                    for i in good], default=0),
                'loss': money(half_away(loss), ccy), 'risk': risk,
                'broken_promises': broken, 'last_step': max(
                    [i['L'] for i in mine], default=0) or '',
                'fees': money(fees, ccy), 'interest': money(sum(
                    self.interest(i, self.w.step(self.policy(i['doc']),
                                                 i['L'])) for i in good), ccy),
                'terms': self.cell(account, ccy, 'terms'),
                'contact': cell('contact'), 'phone': cell('phone'),
                'email': cell('email'), 'last_contact': last,
                'attempts': len(notes) + sum(
                    row['event'] == 'call' and row['currency'] in ('', ccy)
                    for row in calls),
                'collector': self.cell(account, ccy, 'collector')}))
        rows.sort(key=lambda x: x[0])
        ranks = {}
        for key, row in rows:
            ranks[key[0]] = row['rank'] = ranks.get(key[0], 0) + 1
        return as_csv(WORKLIST, [row for _, row in rows])


# Random worlds. A file is its columns and its rows, cells as text.

NAMES = ['Acme', 'B, Sons', 'say "hi"', 'Müller', '']


def number(r, whole, low, high, places=2):
    n = r.randrange(low, high)
    if whole or r.random() < .6:
        return str(n)
    return '%d.%s' % (n, str(r.randrange(10 ** places)).rjust(places, '0'))


def make_policy(r, whole, rules):
    rows = []
    for policy in r.sample(['std', 'soft', 'hard, "x"'], r.choice([1, 1, 2,
                                                                   3])):
        offset, n = r.randrange(-6, 4), 0
        count = r.randrange(2, 8)
        for k in range(count):
            n += r.choice([1, 1, 1, 5])
            prev = r.random() < (.3 if k else .1)
            row = {name: '' for name in POLICY}
            row.update(policy=policy, step=str(n), name=r.choice(
                ['', 'name%d' % n, 'é, "%d"' % n]), template=r.choice(
                ['', 't%d' % n]), anchor='prev' if prev else r.choice(
                ['', 'due']), offset=str(r.randrange(1, 9) if prev else
                                         offset), channel=r.choice(
                ['email'] * 4 + ['letter', 'call', 'sms', 'sms', 'task']),
                audience=r.choice(['', '', '', 'billing', 'ap-manager',
                                   'ap-manager', 'owner', 'management',
                                   'collector', 'internal']))
            if r.random() < .4:
                row['until'] = str(r.randrange(5, 50) if prev else
                                   offset + r.randrange(7))
            row['gap'] = r.choice(['', '0', '2', '5', '9'])
            if r.random() < .3:
                row['min_open'] = number(r, whole, 0, 300)
            if r.random() < .2:
                row['min_pct'] = r.choice(['10', '33.3333', '60'])
            row['fee'] = r.choice(['', '', '0', 'law', number(r, whole, 1,
                                                              50)])
            if rules:
                row['interest'] = r.choice(['', 'none', 'customer',
                                            r.choice(rules)])
            else:
                row['interest'] = r.choice(['', 'none', 'customer'])
            row['credit_hold'] = r.choice(['', 'n', 'n', 'y'])
            row['approval'] = r.choice(['', '', 'n', 'n', 'n', 'y'])
            row['roll'] = r.choice(['', 'next', 'prev', 'same'])
            if k == count - 1 and r.random() < .5:
                row['repeat'] = str(r.randrange(1, 20))
                row['repeat_max'] = r.choice(['', '1', '2', '5'])
            offset += r.randrange(12)
            rows.append(row)
        for _ in range(r.choice([0, 1, 1, 2])):
            n += r.choice([1, 50])
            first = r.randrange(0, 4)
            rows.append(dict({name: '' for name in POLICY}, policy=policy,
                             step=str(n), anchor='paid', offset=str(first),
                             until=r.choice(['', str(first + r.randrange(9))]),
                             channel=r.choice(['email', 'email', 'letter',
                                               'sms', 'task']),
                             audience=r.choice(['', 'ap-manager', 'owner',
                                                'collector']),
                             template=r.choice(['', 'thanks'])))
    if r.random() < .2:
        r.shuffle(rows)     # their order is free
    need = {'policy', 'step', 'offset', 'channel', 'anchor', 'repeat',
            'repeat_max'}
    columns = [c for c in POLICY if c in need or r.random() < .95]
    if r.random() < .3:
        r.shuffle(columns)
    return columns, rows


def make_rates(r, start, whole):
    rows = []
    rules = [rule for rule in STATUTORY + ('contract', 'house 2')
             if r.random() < .6]
    year = datetime.date.fromordinal(start).year
    for rule in rules:
        days = ['%d-%s' % (y, md) for y in range(year - 1, year + 3)
                for md in ('01-01', '07-01')] if rule in STATUTORY else \
            ['2001-01-01'] + [iso(start + r.randrange(300))
                              for _ in range(r.randrange(3))]
        for day in dict.fromkeys(days):
            if rule not in STATUTORY:
                method = r.choice(['', 'split', 'fixed', 'month',
                                   'us-federal'])
            else:
                method = ''
            rows.append({
                'rule': rule, 'from_date': day, 'method': method, 'percent':
                r.choice(['8', '10.40', '12.25', '11.520001', '0', '18']),
                'basis': '360' if method == 'us-federal' else '' if
                rule == 'us-federal' else r.choice(['', '365', '360',
                                                    'actual']),
                'grace_days': r.choice(['', '0', '3']), 'minimum':
                '1' if method == 'us-federal' else r.choice(['', '', '0',
                                                             '5']),
                'fixed_sum': r.choice(['', '', '25' if whole else '12.50'])})
    r.shuffle(rows)
    return rules, (['rule', 'from_date', 'percent', 'method', 'basis',
                    'grace_days', 'minimum', 'fixed_sum'], rows)


CONTACTS = ('contact email phone billing_contact billing_email ap_contact '
            'ap_email ap_phone owner_contact owner_email owner_phone').split()


def contact_cell(r, column, who):
    if r.random() < .35:
        return ''
    if 'email' in column:
        return '%s@%s.example' % (column, who.strip('"').replace(' ', '')
                                  .replace(',', '').replace('"', ''))
    if 'phone' in column:
        return '+49 %d' % r.randrange(10 ** 6)
    return r.choice(['Ann', 'Bo, Jr.', 'Zoë']) + column[0]


def make_customers(r, ids, start, o):
    may = ('parent_id consolidate policy block block_until calendar '
           'contact_gap risk late_rule natural_person customer_name collector '
           'language terms address').split() + CONTACTS
    columns = ['customer_id'] + [c for c in may if r.random() < .6]
    rows = []
    for who in ids + ['P1']:
        if r.random() < .1:
            continue
        row = {'customer_id': who, 'parent_id': r.choice(['', '', 'P1',
                                                          'P9', ids[0]]),
               'consolidate': r.choice(['', 'n', 'y', 'y']), 'policy':
               r.choice(['', '', r.choice(o['policies'])]), 'block':
               r.choice([''] * 9 + ['n', 'n', 'y', 'legal']),
               'block_until': iso(start + r.randrange(250))
               if r.random() < .12 else '', 'calendar': r.choice(
                   ['', '', 'de', 'us']), 'contact_gap': r.choice(
                   ['', '', '0', '2', '10']), 'risk': r.choice(
                   ['', 'A', 'B', 'C', 'D']), 'late_rule': r.choice(
                   [''] + o['rules']), 'natural_person': r.choice(
                   ['', 'n', 'n', 'n', 'y']), 'customer_name':
               r.choice(NAMES), 'collector': r.choice(['', 'ann', 'bob']),
               'language': r.choice(['', 'de', 'en']), 'terms': r.choice(
                   ['', 'net 30']), 'address': r.choice(
                   ['', 'Road 1, Town', 'Weg 2'])}
        if row['block'] not in ('', 'n') and r.random() < .8:
            row['block_until'] = iso(start + r.randrange(200))
        for c in CONTACTS:
            row[c] = contact_cell(r, c, who)
        rows.append(row)
    return columns, rows


def make_invoices(r, ids, start, o):
    may = ('policy block block_until disputed_amount po_number collector '
           'terms customer_name').split()
    columns = ['invoice_id', 'customer_id', 'invoice_date', 'due_date',
               'amount', 'kind', 'status', 'instalment'] + [
        c for c in may if r.random() < .5] + [
        c for c in CONTACTS if r.random() < .12]
    if o['currencies'] != ['']:
        columns.append('currency')
    if not o['pays']:
        columns += ['balance', 'paid_date']
    if r.random() < .2:
        r.shuffle(columns)
    rows = []
    for n in range(r.choice([5, 8, 12, 16, 20])):
        who, ccy = r.choice(ids), r.choice(o['currencies'])
        posted = start + r.randrange(-60, 140)
        due = posted + r.choice([0, 1, 7, 14, 30, 30, 45])
        scale = 10 ** DIGITS[ccy]
        credit = r.random() < .1
        parts = r.choice([0] * 5 + [2, 3]) if not credit else 0
        for k in range(1, max(1, parts) + 1):
            amount = r.choice([50, 100, 400, 1000, r.randrange(1, 3000),
                               15000]) * scale + r.choice([0, 0, r.randrange(
                                   scale)])
            if credit:
                amount = -amount // r.choice([1, 1, 4])
            row = {'invoice_id': 'I%d' % n if r.random() < .9 or parts else
                   'R-%d, x' % n, 'customer_id': who, 'invoice_date':
                   iso(posted), 'due_date': '' if credit and
                   r.random() < .5 else iso(due + 30 * (k - 1)),
                   'amount': money(amount, ccy), 'currency': ccy,
                   'kind': 'credit_note' if credit else r.choice(
                       ['', '', 'invoice', 'finance_charge', 'deposit']),
                   'status': r.choice([''] * 12 + ['open', 'void', 'draft']),
                   'instalment': str(k) if parts else '', 'policy': r.choice(
                       [''] * 4 + [r.choice(o['policies'])]),
                   'block': r.choice([''] * 10 + ['n', 'y']), 'block_until':
                   iso(posted + r.randrange(60)) if r.random() < .1 else '',
                   'disputed_amount': money(r.randrange(
                       1, abs(amount) * 2), ccy) if not credit and
                   r.random() < .1 else '', 'po_number': r.choice(
                       ['', 'PO 7', 'a,b']), 'collector': r.choice(
                       ['', 'eve', 'ann']), 'terms': r.choice(
                       ['', 'net 14']), 'customer_name': r.choice(NAMES),
                   'balance': '', 'paid_date': ''}
            if row['block'] == 'y' and r.random() < .8:
                row['block_until'] = iso(posted + r.randrange(90))
            if not row['due_date'] and row['kind'] != 'credit_note':
                row['due_date'] = iso(due)
            if not o['pays'] and row['status'] in ('', 'open'):
                what = r.randrange(6)
                if what < 2:
                    row.update(paid_date=iso(due + r.randrange(0, 60)),
                               balance=r.choice(['', money(0, ccy)]), status=
                               r.choice(['', 'paid', 'written_off']))
                elif what == 2:
                    row.update(status=r.choice(['paid', 'written_off']),
                               balance=r.choice(['', money(0, ccy)]))
                elif what == 3 and abs(amount) > 1:
                    part = r.randrange(1, abs(amount))
                    row['balance'] = money(part if amount > 0 else -part, ccy)
            for c in CONTACTS:
                row[c] = contact_cell(r, c, who)
            # Two customers' invoices may bear one number.
            if rows and not parts and r.random() < .05 and \
                    not rows[-1]['instalment'] and not any(
                        x['customer_id'] == who and x['invoice_id'] ==
                        rows[-1]['invoice_id'] for x in rows):
                row['invoice_id'] = rows[-1]['invoice_id']
            rows.append(row)
    if r.random() < .5:
        r.shuffle(rows)
    return columns, rows


def make_payments(r, invoices, start, o):
    rows, n = [], 0

    def pay(row, amount, day, kind, part='', unapplied=False):
        nonlocal n
        n += 1
        ccy = row['currency']
        rows.append({
            'payment_id': 'P%d' % n, 'payment_date': iso(day), 'customer_id':
            row['customer_id'], 'amount': money(amount, ccy), 'invoice_id':
            '' if unapplied else row['invoice_id'], 'instalment': part,
            'currency': ccy if unapplied else r.choice([ccy, ccy and '']),
            'kind': kind})

    for row in invoices:
        amount, due = minor(row['amount'], row['currency']), day_of(
            row['due_date'] or row['invoice_date'])
        part = r.choice([row['instalment']] * 2 + [''])
        if amount < 0 or r.random() < .3:
            continue
        day = due + r.choice([-8, -1, 0, 3, 10, 25, 50, 80])
        what = r.random()
        if what < .5:
            pay(row, amount, day, r.choice(['', 'receipt', 'credit']), part)
        elif what < .8:
            some = max(1, amount * r.choice([1, 3, 9, 99]) // r.choice(
                [10, 100]))
            some = min(some, amount)
            pay(row, some, day, r.choice(['', 'discount', 'adjustment']),
                part)
            if some < amount and r.random() < .6:
                pay(row, amount - some, day + r.randrange(30), r.choice(
                    ['', '', 'write_off']), part)
        else:
            pay(row, amount + r.randrange(1, 500), day, '', part)
        if r.random() < .1:
            pay(row, -r.randrange(1, amount + 1), day + r.randrange(40),
                'refund', part)
    for _ in range(r.choice([0, 0, 1, 2])):
        row = r.choice(invoices)
        pay(row, r.choice([-50, 100, 5000, 100000]), start + r.randrange(
            250), r.choice(['', 'refund']), unapplied=True)
        if rows[-1]['kind'] == 'refund':
            rows[-1]['amount'] = '-' + rows[-1]['amount'].lstrip('-')
        elif rows[-1]['amount'].startswith('-'):
            rows[-1]['kind'] = 'adjustment'
    r.shuffle(rows)
    return ['payment_id', 'payment_date', 'customer_id', 'amount',
            'invoice_id', 'instalment', 'currency', 'kind'], rows


def make_side(r, files, debits, start, o):
    def covered():
        row = r.choice(debits)
        return row, {'invoice_id': row['invoice_id'], 'customer_id':
                     row['customer_id'], 'instalment': r.choice(
                         ['', row['instalment']]), 'currency': r.choice(
                         ['', row['currency']])}

    def part(row, share):
        n = minor(row['amount'], row['currency'])
        return money(max(1, int(n * share)), row['currency'])

    rows = []
    for _ in range(r.choice([0, 0, 1, 3, 6])):
        row, some = covered()
        made = day_of(row['due_date'] or row['invoice_date']) + r.randrange(
            -5, 50)
        rows.append(dict(some, made_date=iso(made), promise_date=iso(
            made + r.randrange(20)), amount=part(row, r.choice(
                [1, 1, Fraction(1, 2), Fraction(1, 10), 2])),
            grace_days=r.choice(['', '0', '3'])))
    if rows or r.random() < .1:
        files['promises'] = (['invoice_id', 'instalment', 'customer_id',
                              'made_date', 'promise_date', 'amount',
                              'currency', 'grace_days'], rows)
    rows = []
    for _ in range(r.choice([0, 0, 0, 1, 3])):
        row, some = covered()
        day = day_of(row['invoice_date']) + r.randrange(60)
        rows.append(dict(some, opened_date=iso(day), closed_date=r.choice(
            ['', iso(day + r.randrange(40))]), amount=r.choice(
            ['', part(row, Fraction(1, 3)), part(row, 2)]), reason='',
            owner=''))
    if rows:
        files['disputes'] = (['invoice_id', 'instalment', 'customer_id',
                              'opened_date', 'closed_date', 'amount',
                              'currency', 'reason', 'owner'], rows)
    rows = []
    for n in range(r.choice([0, 0, 0, 1, 2])):
        row, some = covered()
        made = day_of(row['due_date'] or row['invoice_date']) + r.randrange(
            -5, 40)
        for k in range(r.randrange(1, 4)):
            if r.random() < .2:
                more = [x for x in debits if x['customer_id'] ==
                        some['customer_id'] and x['currency'] ==
                        row['currency']]
                other = r.choice(more)
                some = dict(some, invoice_id=other['invoice_id'],
                            instalment=r.choice(['', other['instalment']]))
            amount = part(row, r.choice([Fraction(1, 2), Fraction(1, 3)]))
            rows.append(dict(some, plan_id='PL%d' % n, made_date=iso(made),
                             due_date=iso(made + 12 * k + r.randrange(8)),
                             amount=amount, paid=r.choice(
                                 ['', '', '', money(0, row['currency']),
                                  amount]), grace_days=r.choice(
                                 ['', '0', '2'])))
    if rows:
        files['plans'] = (['plan_id', 'invoice_id', 'instalment',
                           'customer_id', 'made_date', 'due_date', 'amount',
                           'currency', 'paid', 'grace_days'], rows)
    if r.random() < .6:
        keys = {(r.choice(['', 'de', 'us']), iso(start + r.randrange(330)))
                for _ in range(r.randrange(1, 30))}
        files['holidays'] = (['calendar', 'date', 'name'], [
            {'calendar': c, 'date': d, 'name': 'x'} for c, d in sorted(keys)])
    if r.random() < .2:
        files['recovery'] = (['days', 'share'], [
            {'days': '0', 'share': r.choice(['1', '0.95'])},
            {'days': '7', 'share': '0.9'},
            {'days': '100', 'share': '0.333333333'},
            {'days': '101', 'share': '0'}][:r.randrange(1, 5)])


def make_world(r):
    start = r.choice([datetime.date(2023, 9, 12), datetime.date(2025, 6, 3),
                      datetime.date(2026, 1, 2)]).toordinal()
    currencies = r.choice([['EUR'], ['EUR', 'GBP'], ['EUR', 'JPY'], [''],
                           ['USD', 'EUR', 'KWD']])
    whole = 'JPY' in currencies
    o = {'start': start, 'currencies': currencies, 'pays': r.random() < .8,
         'weekend': r.choice([['sat', 'sun']] * 4 + [['fri'], []]),
         'contact_gap': r.choice([3, 3, 3, 0, 1, 7])}
    files = {}
    o['rules'], rates = make_rates(r, start, whole) if r.random() < .8 \
        else ([], None)
    if rates and o['rules']:
        files['rates'] = rates
    o['policies'] = ['std']
    if r.random() < .7:
        files['policy'] = make_policy(r, whole, o['rules'])
        o['policies'] = sorted({row['policy'] for row in files['policy'][1]})
    ids = r.sample(['C1', 'C2', 'K-3', 'M, "4"', 'Ü5', 'c6'],
                   r.randrange(1, 6))
    if r.random() < .9:
        files['customers'] = make_customers(r, ids, start, o)
    files['invoices'] = make_invoices(r, ids + ['P1'] * (r.random() < .3),
                                      start, o)
    rows = files['invoices'][1]
    debits = [row for row in rows if not row['amount'].startswith('-')] or \
        [dict(rows[0], amount='100')]
    if o['pays']:
        files['payments'] = make_payments(r, [row for row in rows if
                                              row['status'] not in (
                                                  'void', 'draft')] or rows,
                                          start, o)
    make_side(r, files, debits, start, o)
    # What stands in no column is not there for the model either.
    files = {name: (columns, [{c: row[c] for c in columns} for row in rows])
             for name, (columns, rows) in files.items()}
    return World(files, o)


# A simulated year.

class Differ(Exception):
    pass


class Year:
    def __init__(self, seed, k, args):
        self.r = random.Random('%s.%d' % (seed, k))
        self.world = make_world(self.r)
        self.o, self.args, self.log = self.world.o, args, []
        self.folder = tempfile.mkdtemp(prefix='remind-%s-%d-' % (seed, k))
        self.path = self.folder + '/log'
        for name, (columns, rows) in self.world.files.items():
            with open('%s/%s.csv' % (self.folder, name), 'w',
                      newline='') as f:
                f.write(as_csv(columns, rows))
        self.now = 0
        self.counts = {'days': 0, 'actions': 0, 'runs': 0}

    def days(self):
        n = self.args.days or self.r.randrange(25, 61)
        day, left, found = self.o['start'] + self.r.randrange(-10, 50), 0, []
        while len(found) < n:
            if not left:
                day += self.r.choice([1, 2, 3, 7, 10, 18])
                left = self.r.randrange(1, 11)
            found.append(day)
            day, left = day + 1, left - 1
        return found

    def arguments(self, day):
        argv = ['-a', iso(day), '-l', self.path]
        names = {'policy': '-p', 'customers': '-C', 'payments': '-P'}
        for name in self.world.files:
            if name != 'invoices':
                path = '%s/%s.csv' % (self.folder, name)
                argv += [names[name], path] if name in names else \
                    ['--%s=%s' % (name, path)]
        if self.o['weekend'] != ['sat', 'sun']:
            argv.append('--weekend=' + (','.join(self.o['weekend']) or
                                        'none'))
        if self.o['contact_gap'] != 3:
            argv.append('--contact-gap=%d' % self.o['contact_gap'])
        if not self.o['pays']:
            argv.append('--as-exported')
        return argv

    def fail(self, what, argv, want, got):
        import difflib
        lines = list(difflib.unified_diff(
            want.splitlines(), got.splitlines(), 'model', 'program',
            lineterm='', n=1))
        raise Differ('%s\n%s\n%s' % (
            what, ' '.join("'%s'" % a for a in argv),
            '\n'.join(lines[:40]) or 'differ in line ends only'))

    def run(self, tool, argv):
        self.counts['runs'] += 1
        return subprocess.run([tool] + argv, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=60)

    def program(self, argv, want, what):
        argv = argv + [self.folder + '/invoices.csv']
        got = self.run('ar-remind', argv)
        if got.returncode:
            self.fail('%s: status %d' % (what, got.returncode),
                      ['ar-remind'] + argv, '', got.stderr)
        if got.stdout != want:
            self.fail(what + ': stdout', ['ar-remind'] + argv, want,
                      got.stdout)
        return got

    def read_log(self):
        self.log = rows_of(text_of(self.path))

    # Things entered by hand.

    def enter(self, day, event, ids=(), **cells):
        """One call of ar-log: a row, or one for each id."""
        cells['by'] = 'ann'
        if self.args.model:
            for id_ in ids or ['']:
                row = {name: '' for name in LOG}
                row.update(run_date=iso(day), event=event, action_id=id_,
                           **cells)
                if id_ and event != 'plan':
                    account, ccy, phase, _ = part_of(id_)
                    row.update(customer_id=account, currency=ccy,
                               phase=phase)
                self.log.append(row)
            return
        argv = ['-l', self.path, '-a', iso(day), event]
        names = {'customer_id': '-c', 'invoice_id': '-i', 'ref_date':
                 '--date'}
        for name, value in cells.items():
            if value:
                argv += [names[name], value] if name in (
                    'customer_id', 'invoice_id') else \
                    ['%s=%s' % (names.get(name, '--' + name), value)]
        argv += list(ids)
        before = text_of(self.path)
        got = self.run('ar-log', argv)
        self.read_log()
        new = self.log[len(rows_of(before)):]
        good = not got.returncode and not got.stdout and \
            text_of(self.path).startswith(before) and \
            len(new) == max(1, len(ids)) and all(
                row['event'] == event and row['run_date'] == iso(day) and
                row['action_id'] in (ids or ['']) and
                (not cells.get('invoice_id') or all(
                    row[name] == value for name, value in cells.items()
                    if name != 'amount')) for row in new)
        if not good:
            self.fail('ar-log: status %d' % got.returncode,
                      ['ar-log'] + argv, '', got.stdout + got.stderr +
                      as_csv(LOG, new))

    def some_document(self, day):
        docs = [d for d in self.world.docs if counts(d, day) and
                d['amount'] > 0]
        if not docs:
            return None, {}
        doc = self.r.choice(docs)
        cells = {'customer_id': doc['customer_id'], 'invoice_id':
                 doc['invoice_id'], 'currency': doc['currency']}
        if doc['part'] and self.r.random() < .6:
            cells['instalment'] = doc['part']
        return doc, cells

    def by_hand(self, day):
        r = self.r
        plan = Day(self.world, day, self.log)
        for id_ in list(plan.states):
            state = plan.states[id_]
            x = r.random()
            if state == 'planned':
                event = 'sent' if x < .4 else 'failed' if x < .45 else \
                    'cancelled' if x < .48 else ''
            else:
                event = 'failed' if state == 'sent' and x < .005 else ''
            if event:
                self.enter(day, event, [id_])
            if event in ('failed', 'cancelled'):
                continue
            if part_of(id_)[2] == 'approve' and r.random() < (
                    .02 if plan.answered(id_) else .4):
                answer = r.choice(['approved', 'approved', 'refused'])
                if answer != plan.answered(id_) and not plan.void(id_):
                    self.enter(day, answer, [id_])
        doc, cells = self.some_document(day)
        if not doc:
            return
        ccy, x = doc['currency'], r.random()
        who = {'customer_id': r.choice([
            doc['customer_id'], self.world.account(doc['customer_id'])])}
        later = iso(day + r.randrange(25))
        some = money(max(1, doc['amount'] * r.choice([1, 5, 10]) // 10), ccy)
        if x < .08:
            self.enter(day, 'promise', ref_date=later, amount=some, **cells)
        elif x < .12:
            self.enter(day, 'dispute-open', amount=r.choice(['', some]),
                       **cells)
        elif x < .18:
            rows = plan.disputes('log')
            if rows:
                row = r.choice(rows)
                self.enter(day, 'dispute-closed', **{
                    name: row[name] for name in ('customer_id', 'invoice_id',
                                                 'instalment', 'currency')})
        elif x < .21:
            number = 'L%d' % (1 + len(self.log))
            for k in range(r.randrange(1, 4)):
                self.enter(day, 'plan', [number], amount=some,
                           ref_date=iso(day + 7 * k + r.randrange(7)),
                           **cells)
        elif x < .25:
            self.enter(day, 'block', ref_date=r.choice(['', later, later]),
                       **r.choice([cells, who]))
        elif x < .33:
            rows = [row for row in plan.log if row['event'] == 'block']
            if rows:
                row = r.choice(rows)
                mine = [x for x in plan.log if x['event'] in (
                    'block', 'unblock') and all(x[n] == row[n] for n in (
                        'customer_id', 'invoice_id', 'instalment'))]
                if mine[-1]['event'] == 'block' and (
                        mine[-1]['ref_date'] or EVER) >= iso(day):
                    self.enter(day, 'unblock', **{
                        name: row[name] for name in (
                            'customer_id', 'invoice_id', 'instalment',
                            'currency') if row[name]})
        elif x < .42:
            if ccy and r.random() < .7:
                who['currency'] = ccy
            self.enter(day, r.choice(['call', 'reply', 'note']),
                       ref_date=r.choice(['', later]), text='said, "ja"',
                       **r.choice([who, cells]))
        elif x < .43:
            self.enter(day, r.choice(['credit-hold', 'credit-release']),
                       customer_id=self.world.account(doc['customer_id']))
        elif x < .46:
            step = r.choice(plan.ladder(doc))
            self.enter(day, 'sent', step=str(step['step']), channel='letter',
                       policy=r.choice(['', step['policy']]), **cells)

    # A day.

    def one(self, day, again):
        """A recorded run."""
        plan = Day(self.world, day, self.log).plan()
        with_items = self.r.random() < .4
        argv = self.arguments(day) + ['--record', '--holds=%s/holds' %
                                      self.folder] + ['--items'] * with_items
        want, holds = plan.print_actions(with_items), plan.print_holds()
        rows = plan.log_rows()
        if again and (plan.actions or rows):
            self.fail('the model plans again', argv, '', want +
                      as_csv(LOG, rows))
        if self.args.model:
            self.log += rows
        else:
            before, old = text_of(self.path), len(self.log)
            what = 'second run' if again else 'run'
            self.program(argv, want, what)
            if text_of(self.folder + '/holds') != holds:
                self.fail(what + ': holds', ['ar-remind'] + argv, holds,
                          text_of(self.folder + '/holds'))
            self.read_log()
            got = [dict(row, ts='') if STAMP.fullmatch(row['ts']) else row
                   for row in self.log[old:]]
            if not text_of(self.path).startswith(before) or got != rows:
                self.fail(what + ': log', ['ar-remind'] + argv,
                          as_csv(LOG, rows), as_csv(LOG, got))
        self.counts['actions'] += len(plan.actions)
        if not again:
            self.invariants(day, rows, rows_of(plan.print_actions(False)),
                            rows_of(holds), argv)

    def reports(self, day):
        if not self.args.model and not text_of(self.path):
            return
        for option in '-r', '--worklist', '--holds', 'no log':
            plan = Day(self.world, day, self.log)
            argv = self.arguments(day) + [option]
            if option == '--holds':
                want = plan.plan().print_holds()
            elif option == 'no log':
                argv = argv[:2] + argv[4:-1] + ['--items']
                want = Day(self.world, day, []).plan().print_actions(True)
            elif option == '-r':
                with_items = self.r.random() < .5
                argv += ['--items'] * with_items
                want = plan.pending(with_items)
            else:
                want = plan.plan().worklist()
            if not self.args.model:
                self.program(argv, want, option)

    def invariants(self, day, rows, actions, holds, argv):
        """What must hold of a run, whatever the model says."""
        w, bad = self.world, []
        planned = [row for row in rows if row['event'] == 'planned' and
                   part_of(row['action_id'])[2] not in ('thanks', 'release')]
        whole = [h for h in holds if h['reason'] != 'disputed-part']
        open_ = sorted((w.account(d['customer_id']), d['invoice_id'],
                        d['part']) for d in w.docs if counts(d, day) and
                       w.open(d, day) > 0)
        seen = sorted([(part_of(row['action_id'])[0], row['invoice_id'],
                        row['instalment']) for row in planned] +
                      [(h['customer_id'], h['invoice_id'], h['instalment'])
                       for h in whole])
        if open_ != seen:
            bad.append('an item is not in one action or hold')
        for ccy in self.o['currencies']:
            if sum(w.open(d, day) for d in w.docs if counts(d, day) and
                   w.open(d, day) > 0 and d['currency'] == ccy) != \
                    sum(minor(a['total'], ccy) for a in actions
                        if a['currency'] == ccy) + \
                    sum(minor(h['held'], ccy) for h in holds
                        if h['currency'] == ccy):
                bad.append('the sums of %s differ' % ccy)
        ids = [a['action_id'] for a in actions]
        old = {row['action_id'] for row in self.log[:len(self.log) -
                                                    len(rows)]
               if row['event'] == 'planned'}
        if len(set(ids)) < len(ids) or old & set(ids):
            bad.append('an id twice')
        for row in planned:
            if row['policy']:
                s = w.step(row['policy'], int(row['step']))
                d = [d for d in w.docs if is_of(row, d)][0]
                if s['until'] is not None and not s['repeat'] and \
                        day - d['due_date'] > s['until']:
                    bad.append('an expired step')
        if bad:
            self.fail('; '.join(bad), argv, '', as_csv(LOG, rows))

    def whole_log(self):
        """Each step once, and in their order, but for void ones."""
        states = {}
        for row in self.log:
            if row['event'] in ('planned', 'sent', 'failed', 'cancelled') \
                    and row['action_id']:
                states[row['action_id']] = row['event']
        ladders = {}
        for row in self.log:
            if row['event'] == 'planned' and row['policy'] and part_of(
                    row['action_id'])[2] in NOTICES and \
                    states[row['action_id']] in ('planned', 'sent'):
                key = (row['customer_id'], row['invoice_id'],
                       row['instalment'], row['policy'])
                ladders.setdefault(key, []).append(int(row['step']))
        for key, steps in ladders.items():
            for a, b in zip(steps, steps[1:]):
                if a > b or a == b and not self.world.step(key[3],
                                                           a)['repeat']:
                    self.fail('steps go back', list(key), '', str(steps))

    def simulate(self):
        days = self.days()
        for n, day in enumerate(days):
            self.now = day
            self.counts['days'] += 1
            if n:
                self.by_hand(day)
            self.one(day, False)
            self.one(day, True)
            if self.args.extra and n and self.r.random() < .25:
                self.reports(day)
            if self.r.random() < .1:
                # Some more by hand, and what is new is planned the same day.
                self.by_hand(day)
                self.one(day, False)
                self.one(day, True)
        self.whole_log()


def year(job):
    k, args = job
    y = None
    try:
        y = Year(args.seed, k, args)
        y.simulate()
    except Exception as e:
        text = str(e) if isinstance(e, Differ) else traceback.format_exc()
        return k, y and y.counts, 'seed %s, world %d, day %s; files in %s\n%s' \
            % (args.seed, k, iso(y.now) if y else '', y and y.folder, text)
    shutil.rmtree(y.folder)
    return k, y.counts, ''


# The model alone.

def self_test():
    def rate(rule, percent, start='2000-01-01', **more):
        return dict({'rule': rule, 'from': day_of(start), 'percent':
                     Fraction(percent), 'method': '', 'basis': '', 'grace':
                     0, 'minimum': None, 'fixed_sum': ''}, **more)

    def flat(text, percent, days, rule='contract', **more):
        return money(interest([rate(rule, percent, **more)], rule, due,
                              due + days, lambda d: minor(text, 'USD'),
                              'USD'), 'USD')

    due = day_of('2025-07-01')
    halves = [rate('eu', '10', '2025-01-01'), rate('eu', '12', '2025-07-01')]
    across = lambda rule, rows: money(interest(
        rows, rule, day_of('2025-06-10'), day_of('2025-07-20'),
        lambda d: 100000, 'USD'), 'USD')
    tests = [
        ('example 38', flat('474.25', '18', 149), '34.85'),
        ('example 39', flat('5000', '12.25', 101, 'uk', start='2025-07-01'),
         '169.49'),
        ('example 40', flat('2000', '13.25', 45), '32.67'),
        ('example 41', flat('1000', '8.5', 50), '11.64'),
        ('a year', flat('1000', '8.5', 365), '85.00'),
        ('split at 1 July', across('eu', halves), '12.05'),
        ('uk stays', across('uk', [dict(x, rule='uk') for x in halves]),
         '10.96'),
        ('started months', flat('1000', '18', 40, method='month'), '30.00'),
        ('us-federal, 30 days', flat('1000', '12', 30,
                                     method='us-federal'), '10.00'),
        ('us-federal, 60 days', flat('1000', '12', 60,
                                     method='us-federal'), '20.10'),
        ('under 1.00', flat('1000', '1', 30, method='us-federal'), '0.00')]
    try:
        across('eu', halves[:1])
        tests.append(('a half-year without rate', 'found one', 'refused'))
    except NoRate as e:
        tests.append(('a half-year without rate', str(e), 'eu 2025-07-01'))
    files = {
        'invoices': (['invoice_id'], [{
            'invoice_id': 'I1', 'customer_id': 'C1', 'invoice_date':
            '2026-08-16', 'due_date': '2026-09-15', 'amount': '800.00',
            'currency': 'EUR'}]),
        'customers': (['customer_id', 'late_rule'], [
            {'customer_id': 'C1', 'late_rule': 'eu'}]),
        'rates': ([], [{'rule': 'eu', 'from_date': day, 'percent': '10.40'}
                       for day in ('2026-07-01', '2027-01-01')])}
    world = World(files, {'weekend': ['sat', 'sun'], 'contact_gap': 3,
                          'currencies': ['EUR']})
    log, said = [], []
    for day in range(day_of('2026-08-16'), day_of('2027-08-16')):
        for again in False, True:
            plan = Day(world, day, log).plan()
            rows = plan.log_rows()
            if again and (plan.actions or rows):
                said.append('%s again' % iso(day))
            log += rows
            for a in plan.actions:
                row = plan.row_of(a)
                said.append(' '.join(str(row[c]) for c in (
                    'run_date', 'phase', 'step', 'template', 'fee',
                    'interest', 'credit_hold', 'approval')).strip())
    tests.append(('worked example', '\n'.join(said), '''\
2026-09-11 pre 1 courtesy 0.00 0.00 n
2026-09-15 pre 2 due-today 0.00 0.00 n
2026-09-18 over 3 gentle 0.00 0.00 n
2026-09-22 over 4 second 0.00 0.00 n
2026-09-29 over 5 firm 0.00 0.00 n
2026-10-15 over 6 final-notice 40.00 6.84 n
2026-10-30 over 7 call 0.00 10.26 n
2026-11-16 over 8 owner 0.00 14.13 y
2026-12-14 approve 9 approval 0.00 0.00 y wanted'''))
    bad = [t for t in tests if t[1] != t[2]]
    for name, got, want in bad:
        print('%s:\n%s\nwant\n%s' % (name, got, want))
    print('%d of %d as expected' % (len(tests) - len(bad), len(tests)))
    sys.exit(bool(bad))


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('--years', type=int, default=100)
    p.add_argument('--seed', default='1')
    p.add_argument('--days', type=int, default=0)
    p.add_argument('--jobs', type=int, default=os.cpu_count())
    p.add_argument('--world', type=int)
    p.add_argument('--model', action='store_true')
    p.add_argument('--no-extra', dest='extra', action='store_false')
    p.add_argument('--self', dest='alone', action='store_true')
    args = p.parse_args()
    if args.alone:
        self_test()
    worlds = range(args.years) if args.world is None else [args.world]
    total, bad = {}, 0
    with multiprocessing.Pool(args.jobs) as pool:
        for k, found, text in pool.imap_unordered(
                year, [(k, args) for k in worlds]):
            for name, n in (found or {}).items():
                total[name] = total.get(name, 0) + n
            if text:
                bad += 1
                print(text, "repeat: tests/remind.py --seed '%s' --world %d%s"
                      % (args.seed, k, ' --no-extra' * (not args.extra) +
                         (' --days %d' % args.days
                          if args.days else '')), '', sep='\n', flush=True)
    if bad:
        sys.exit('%d of %d years differ' % (bad, len(worlds)))
    print('%d years, %d days, %d actions, all alike' % (
        len(worlds), total['days'], total['actions']))


if __name__ == '__main__':
    main()
