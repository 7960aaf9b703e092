"""What the programs of tests/identities share: runs, and comparisons."""
import csv, io, os, subprocess
from decimal import Decimal

# Reports that need no more than a ledger; the last ones need payments.
OFFER = ['--advance=80', '--fee=2%', '--rate=9', '--concentration=none']
PLAIN = [['ar-age'], ['ar-age', '-g', '', '-B', 'invoice', '-p', '-c', 'age'],
         ['ar-age', '-b', '15,45', '--allowance=d1_15=2.5', '-g', 'region'],
         ['ar-factor'] + OFFER, ['ar-factor', '--certificate'] + OFFER,
         ['ar-remind'], ['ar-remind', '--items'], ['ar-remind', '--holds'],
         ['ar-remind', '--worklist']]
PERIODS = [['ar-dso', '-w', '90', '-g', 'customer_id'],
           ['ar-dso', '-e', 'month'], ['ar-dso', '--late', '-w', '90'],
           ['ar-cei', '-w', '90', '-g', 'customer_id'],
           ['ar-cei', '-e', 'month', '-n', '3', '--cash']]
# A policy without amounts: nothing is too little, nothing is charged.
POLICY = '''policy,step,name,anchor,offset,until,gap,channel
free,1,early,due,-3,0,0,email
free,2,late,due,1,,0,email
free,3,later,due,30,,0,call
'''


class Fails(Exception):
    pass


class Desk:
    """A folder, and runs of tools in it."""

    def __init__(self, folder):
        self.folder = folder

    def run(self, *argv, status=0, text=None):
        run = subprocess.run(argv, input=text, capture_output=True, text=True,
                             encoding='utf-8', cwd=self.folder, timeout=100)
        said = [x for x in run.stderr.splitlines() if '[new-log]' not in x]
        if run.returncode != status or status == 0 and said:
            raise Fails('%s\nstatus %d: %s' % (
                ' '.join("'%s'" % a for a in argv), run.returncode,
                run.stderr))
        return run.stdout

    def rows(self, *argv):
        return list(csv.DictReader(io.StringIO(self.run(*argv))))

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        with open(self.path(name), newline='', encoding='utf-8') as f:
            return f.read()


def alike(what, want, got):
    if want == got:
        return
    if isinstance(want, str):
        a, b = want.splitlines() + ['(end)'], got.splitlines() + ['(end)']
        n = [x == y for x, y in zip(a, b)].index(False)
        want, got = a[n], b[n]
    raise Fails('%s:\n%s\nis not\n%s' % (what, want, got))


def column_sums(rows, *columns):
    """Per currency; columns are added, those with a minus taken away."""
    total = {}
    for row in rows:
        for c in columns:
            x = Decimal(row[c.lstrip('-')] or 0)
            total[row['currency']] = total.get(row['currency'], Decimal(
                0)) + (-x if c[0] == '-' else x)
    return total


def agree(what, want, got):
    """Sums per currency; one that is not there is 0."""
    for ccy in set(want) | set(got):
        alike('%s, currency "%s"' % (what, ccy), want.get(ccy, 0),
              got.get(ccy, 0))


def reports(ledger):
    """Those that have what they need."""
    return [argv for argv in PLAIN + PERIODS * (ledger.pays is not None)
            if 'region' not in argv or 'region' in ledger.columns]
