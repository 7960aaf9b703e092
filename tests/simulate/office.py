"""The office of a simulated year: it runs the tools, and runs them again.

A run may be killed at any call that changes a file, or meet a full disk
there; two operators may do the same at once. Whoever was disturbed, or finds
the file in use, does again what he did. A run that ends in any other way, or
that a full disk did not make fail, is a difference.
"""
import os, random, subprocess, time

# So many calls at most does a run make that change a file.
CALLS = {'ar-remind': 34, 'ar-invoice': 22, 'ar-log': 5, 'ar-render': 24,
         'ar-age': 8, 'ar-factor': 8}


class Difference(Exception):
    pass


class Office:
    def __init__(self, folder, seed, calm):
        self.folder, self.calm = folder, calm
        self.r = random.Random('office %s' % seed)
        self.counts = dict.fromkeys(
            ['calls', 'kills', 'full disks', 'busy'], 0)
        os.mkdir(folder)
        os.mkdir(folder + '/letters')

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        if not os.path.exists(self.path(name)):
            return ''
        # What a torn write leaves may end within a character.
        with open(self.path(name), newline='', encoding='utf-8',
                  errors='surrogateescape') as f:
            return f.read()

    def write(self, name, text, mode='w'):
        with open(self.path(name), mode, newline='', encoding='utf-8') as f:
            f.write(text)

    def disturbed(self, tool):
        """A word for the preloaded library, of the calls of chance."""
        return '%s:%d' % (self.r.choice(['kill', 'torn', 'full']),
                          self.r.randrange(1, CALLS[tool] + 1))

    def begin(self, argv, fault=''):
        """Start a run; the mark tells that its disk was full."""
        self.counts['calls'] += 1
        mark = self.path('mark-%d' % self.counts['calls'])
        env = dict(os.environ, AR_FAULT=fault, AR_FAULT_MARK=mark,
                   LD_PRELOAD=os.environ['AR_FAULT_LIBRARY'],
                   ASAN_OPTIONS='verify_asan_link_order=0') if fault \
            else None
        run = subprocess.Popen(argv, cwd=self.folder, env=env, text=True,
                               stdin=subprocess.DEVNULL, close_fds=False,
                               stdout=subprocess.PIPE, encoding='utf-8',
                               stderr=subprocess.PIPE)
        run.argv, run.mark, run.fault = argv, mark, fault
        return run

    def end(self, run):
        """Did it do what it should? None: it was disturbed."""
        out, err = run.communicate(timeout=100)
        full = bool(run.fault) and os.path.exists(run.mark)
        if full:
            os.unlink(run.mark)
        status = run.returncode
        if status == 0 and not full:
            return out
        if status == -9 and run.fault:
            self.counts['kills'] += 1
        elif status == 3 and full and 'No space left on device' in err:
            self.counts['full disks'] += 1
        elif status == 5 and not out and ': in use' in err:
            self.counts['busy'] += 1
            time.sleep(.004)
        else:
            raise Difference('status %d%s of %s with %s\n%s' % (
                status, ', the disk was full' * full,
                ' '.join("'%s'" % a for a in run.argv), run.fault or
                'nothing in the way', err))
        return None

    def rests(self):
        """Unfinished files."""
        return [self.path(where + name) for where in ('', 'letters/')
                for name in os.listdir(self.path(where))
                if name.startswith('.')]

    def sweep(self, run):
        """Of the dead something may be left, of a full disk nothing."""
        rests = self.rests()
        if rests and run.returncode != -9:
            raise Difference('left behind: %s\nby %s' % (rests, run.argv))
        for path in rests:
            os.unlink(path)

    def run(self, argv, done=lambda: False, share=.3):
        """Run until it was done; done() tells it of what must not be twice.
        What it prints, or None if that was lost."""
        while True:
            fault = not self.calm and argv[0] in CALLS and \
                self.r.random() < share and self.disturbed(argv[0])
            run = self.begin(argv, fault or '')
            out = self.end(run)
            if out is not None:
                return out
            self.sweep(run)
            if done():
                return None

    def both(self, one, other):
        """Two operators at once, who are disturbed and do it again; in calm
        years one after the other."""
        if self.calm:
            self.run(one)
            self.run(other)
            return
        todo = [one, other]
        while todo:
            runs = [self.begin(argv, self.disturbed(argv[0]) if
                               self.r.random() < .25 else '')
                    for argv in todo]
            todo = [run.argv for run in runs if self.end(run) is None]
            for path in self.rests():
                os.unlink(path)
