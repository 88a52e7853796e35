//! The one room for threads: work on many things at once, which the caller can stop, also in the middle of one.
//!
//! In: things, and what is done with each. Out: what was made of them, in their order. [`Threads`] says how many work at
//! once; all of a process share one pool, as large as was ever asked for, in which a caller who wants fewer threads uses
//! fewer. One thread, or one thing, needs no pool: the caller does it.
//!
//! **Stopping.** An interpreter sees Ctrl-C in its own thread alone: so only the caller's thread asks its [`Stop`] whether
//! to go on, now and then, and the others look at what was said. Stages come by a [`stopping_point`] in their outer loops,
//! since one text alone can take many seconds; there the work ends by unwinding, as nothing of it is wanted any more.
//!
//! **Forks.** A forked child has none of its parent's threads, and maybe its locks in whatever state they were in. The pool is
//! therefore kept by process: a child leaves its parent's where it is, never touches, drops or waits for it, and makes its own.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use rayon::ThreadPool;

use crate::Error;

/// How often the caller is asked: soon enough for one who waits, seldom enough to cost nothing.
const PAUSE: Duration = Duration::from_millis(50);
/// At which of its stopping points a thread looks at all.
const SELDOM: u32 = 16;

/// How many threads work at once; the same rows come of any number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threads(NonZeroUsize);

impl Threads {
    /// So many threads.
    ///
    /// # Errors
    /// [`Error::is_threads`] if there are none, or more than four a core.
    pub fn new(count: usize) -> Result<Self, Error> {
        match NonZeroUsize::new(count) {
            Some(count) if count <= most() => Ok(Self(count)),
            _ => Err(Error::threads(count, most().get())),
        }
    }

    /// How many.
    pub fn count(self) -> usize {
        self.0.get()
    }
}

impl Default for Threads {
    /// As many as `POLARS_MAX_THREADS` says, so that one variable bounds all of a program; else one a core.
    fn default() -> Self {
        let told = std::env::var("POLARS_MAX_THREADS").ok().and_then(|told| told.trim().parse().ok());
        Self(told.unwrap_or_else(cores).min(most()))
    }
}

fn cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// The most threads that anybody has a use for: a mistyped number must not fill the machine.
fn most() -> NonZeroUsize {
    cores().saturating_mul(const { NonZeroUsize::new(4).unwrap() })
}

/// Whether to go on, as the caller says when it is asked; who said no once is not asked again.
#[derive(Clone)]
pub struct Stop(Arc<Asked>);

struct Asked {
    goes_on: Box<dyn Fn() -> bool + Send + Sync>,
    is_stopped: AtomicBool,
}

impl Stop {
    /// Stops when `goes_on` says no; it is asked in the caller's thread alone.
    pub fn unless(goes_on: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(Asked { goes_on: Box::new(goes_on), is_stopped: AtomicBool::new(false) }))
    }

    /// Goes on to the end.
    pub fn never() -> Self {
        Self::unless(|| true)
    }

    /// Whether the caller said no.
    pub fn is_stopped(&self) -> bool {
        self.0.is_stopped.load(Ordering::Relaxed)
    }

    fn ask(&self) {
        if !self.is_stopped() && !(self.0.goes_on)() {
            self.now();
        }
    }

    fn now(&self) {
        self.0.is_stopped.store(true, Ordering::Relaxed);
    }

    /// What `work` makes; `None` if it was stopped, at one of its stopping points or by its end.
    pub fn during<R>(&self, work: impl FnOnce() -> R) -> Option<R> {
        self.watched(true, work)
    }

    fn watched<R>(&self, is_asking: bool, work: impl FnOnce() -> R) -> Option<R> {
        let watch = Watch { stop: self.clone(), asked: is_asking.then(Instant::now) };
        let outer = WATCH.replace(Some(watch));
        let made = catch_unwind(AssertUnwindSafe(work));
        WATCH.set(outer);
        match made {
            Ok(made) => Some(made).filter(|_| !self.is_stopped()),
            Err(panic) if panic.is::<Stopped>() => None,
            Err(panic) => resume_unwind(panic),
        }
    }
}

impl fmt::Debug for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stop").field("is_stopped", &self.is_stopped()).finish_non_exhaustive()
    }
}

/// What a thread looks at when it comes by a stopping point.
struct Watch {
    stop: Stop,
    /// When it last asked the caller; `None` in threads that may not ask.
    asked: Option<Instant>,
}

thread_local! {
    static WATCH: RefCell<Option<Watch>> = const { RefCell::new(None) };
    static LEFT: Cell<u32> = const { Cell::new(0) };
}

/// What unwinds the work that was stopped: no failure of it.
struct Stopped;

/// A place where work may end because its caller wants it no more. Long loops come by here once a sentence, line or
/// mention: it costs a count.
#[inline]
pub(crate) fn stopping_point() {
    match LEFT.get() {
        0 => look(),
        left => LEFT.set(left - 1),
    }
}

#[cold]
fn look() {
    LEFT.set(SELDOM);
    let is_stopped = WATCH.with_borrow_mut(|watch| {
        let Some(watch) = watch else { return false };
        if watch.asked.is_some_and(|asked| asked.elapsed() >= PAUSE) {
            watch.stop.ask();
            watch.asked = Some(Instant::now());
        }
        watch.stop.is_stopped()
    });
    if is_stopped {
        // Without the message of a panic, which this is not.
        resume_unwind(Box::new(Stopped));
    }
}

/// What `work` makes, or what it panicked with; that it was stopped is passed on.
pub(crate) fn caught<R>(work: impl FnOnce() -> R) -> Result<R, Box<dyn Any + Send>> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        if panic.is::<Stopped>() {
            resume_unwind(panic);
        }
        panic
    })
}

impl Threads {
    /// What `work` makes of each item, in their order; `None` if it was stopped before all were done.
    pub(crate) fn map<T: Sync, R: Send>(
        self,
        items: &[T],
        work: impl Fn(&T) -> R + Sync,
        stop: &Stop,
    ) -> Option<Vec<R>> {
        let mut made = Vec::with_capacity(items.len());
        let is_whole = self.each(items, items.len(), work, stop, |result| {
            made.push(result);
            true
        });
        is_whole.then_some(made)
    }

    /// Gives what `work` makes of each item to `take`, in their order and in the caller's thread, while the others work on; at
    /// most `ahead` items are under way or wait to be taken. `take` says whether to go on. Whether all were taken.
    pub(crate) fn each<T: Sync, R: Send>(
        self,
        items: &[T],
        ahead: usize,
        work: impl Fn(&T) -> R + Sync,
        stop: &Stop,
        mut take: impl FnMut(R) -> bool,
    ) -> bool {
        let workers = self.0.get().min(items.len());
        // A thread of a pool waits for no others of it.
        let is_alone = workers < 2 || rayon::current_thread_index().is_some();
        let pool = if is_alone { None } else { pool(self.0.get()) };
        let Some(pool) = pool else {
            let one = |item| {
                look();
                take(work(item))
            };
            return stop.during(|| items.iter().all(one)) == Some(true);
        };
        let queue = Queue::new(items, ahead);
        let (sender, receiver) = channel();
        // Nothing more is wanted: the caller's stop said so, or `take`.
        let over = Stop::never();
        pool.in_place_scope(|scope| {
            for _ in 0..workers {
                let (sender, queue, work, over) = (sender.clone(), &queue, &work, &over);
                scope.spawn(move |_| {
                    let own = || {
                        let _end = queue.ended_by_panic();
                        while let Some((at, item)) = queue.next(over) {
                            // Nobody waits for it only if this very function panics.
                            drop(sender.send((at, work(item))));
                        }
                    };
                    // `None` where it is over, as the others see for themselves.
                    let _: Option<()> = over.watched(false, own);
                });
            }
            drop(sender);
            let _end = queue.ended_by_panic();
            let (mut asked, mut early, mut taken) = (Instant::now(), HashMap::new(), 0);
            loop {
                match receiver.recv_timeout(PAUSE) {
                    Ok((at, result)) => drop(early.insert(at, result)),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => break,
                }
                if asked.elapsed() >= PAUSE {
                    stop.ask();
                    asked = Instant::now();
                }
                if stop.is_stopped() {
                    over.now();
                }
                while !over.is_stopped()
                    && let Some(result) = early.remove(&taken)
                {
                    taken += 1;
                    queue.taken(taken);
                    if !take(result) {
                        over.now();
                    }
                }
            }
            taken == items.len() && !over.is_stopped()
        })
    }
}

/// Items that several threads work on, none so far ahead of the first that is not taken that much waits for it.
struct Queue<'i, T> {
    items: &'i [T],
    ahead: usize,
    next: AtomicUsize,
    /// How many were taken; `usize::MAX` when nobody takes any more.
    taken: Mutex<usize>,
    has_moved: Condvar,
}

impl<'i, T> Queue<'i, T> {
    fn new(items: &'i [T], ahead: usize) -> Self {
        Self { items, ahead, next: AtomicUsize::new(0), taken: Mutex::new(0), has_moved: Condvar::new() }
    }

    /// The next item, when it is its turn; `None` if there is none, or nothing is wanted any more.
    fn next(&self, stop: &Stop) -> Option<(usize, &'i T)> {
        let at = self.next.fetch_add(1, Ordering::Relaxed);
        let item = self.items.get(at)?;
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while at >= taken.saturating_add(self.ahead) && !stop.is_stopped() {
            (taken, _) = self.has_moved.wait_timeout(taken, PAUSE).unwrap_or_else(PoisonError::into_inner);
        }
        (*taken != usize::MAX && !stop.is_stopped()).then_some((at, item))
    }

    fn taken(&self, count: usize) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken = count.max(*taken);
        drop(taken);
        self.has_moved.notify_all();
    }

    /// Ends the waiting of all if the one that holds it panics.
    fn ended_by_panic(&self) -> EndedByPanic<'_, 'i, T> {
        EndedByPanic(self)
    }
}

struct EndedByPanic<'q, 'i, T>(&'q Queue<'i, T>);

impl<T> Drop for EndedByPanic<'_, '_, T> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.taken(usize::MAX);
        }
    }
}

#[cfg(feature = "train")]
impl Threads {
    /// What `work` makes when whatever it does in parallel is done by the threads of this process' pool.
    pub(crate) fn within<R: Send>(self, work: impl FnOnce() -> R + Send) -> R {
        match pool(self.0.get()) {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }
}

/// A process, and the one that was forked from it: a chain of ancestors, of which the last that used a pool comes last.
struct Process {
    id: u32,
    pool: Mutex<Option<Arc<ThreadPool>>>,
    child: OnceLock<Box<Process>>,
}

impl Process {
    fn this() -> Self {
        Self { id: std::process::id(), pool: Mutex::new(None), child: OnceLock::new() }
    }
}

/// The pool of this process, with at least so many threads; `None` where the system gives none.
fn pool(threads: usize) -> Option<Arc<ThreadPool>> {
    // Never dropped: what belongs to a parent is left alone, its lock too, which a thread that is not here may hold.
    static FIRST: OnceLock<Process> = OnceLock::new();
    let mut process = FIRST.get_or_init(Process::this);
    while let Some(child) = process.child.get() {
        process = child;
    }
    if process.id != std::process::id() {
        process = process.child.get_or_init(|| Box::new(Process::this()));
    }
    let mut pool = process.pool.lock().unwrap_or_else(PoisonError::into_inner);
    if pool.as_ref().is_none_or(|pool| pool.current_num_threads() < threads) {
        let builder = rayon::ThreadPoolBuilder::new().num_threads(threads).thread_name(|n| format!("onrecord-{n}"));
        *pool = Some(Arc::new(builder.build().ok()?));
    }
    pool.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Threads {
        Threads::new(2).unwrap()
    }

    #[test]
    fn results_come_in_the_order_of_the_items_for_any_number_of_threads() {
        let items: Vec<u64> = (0..1_000).collect();
        for threads in [1, 2, 3, 4] {
            let threads = Threads::new(threads).unwrap();
            assert_eq!(threads.map(&items, |item| item + 1, &Stop::never()), Some((1..=1_000).collect()));
            assert_eq!(threads.map(&[] as &[u64], |item| item + 1, &Stop::never()), Some(Vec::new()));
        }
    }

    #[test]
    fn results_are_taken_in_order_and_none_is_made_far_ahead() {
        for threads in [Threads::new(1).unwrap(), two(), Threads::new(4).unwrap()] {
            let (made, mut taken) = (AtomicUsize::new(0), Vec::new());
            let items: Vec<u64> = (0..200).collect();
            let slow_start = |item: &u64| {
                if *item == 0 {
                    std::thread::sleep(Duration::from_millis(20));
                }
                made.fetch_add(1, Ordering::Relaxed);
                *item
            };
            let is_whole = threads.each(&items, 6, slow_start, &Stop::never(), |item| {
                taken.push(item);
                assert!(made.load(Ordering::Relaxed) <= taken.len() + 6);
                taken.len() < 150
            });
            assert!(!is_whole);
            assert_eq!(taken, items[..150]);
        }
    }

    #[test]
    fn a_panic_of_one_ends_the_waiting_of_the_others() {
        let items: Vec<u64> = (0..100).collect();
        let of_work = || two().each(&items, 3, |item| assert_ne!(*item, 10), &Stop::never(), |()| true);
        assert!(catch_unwind(AssertUnwindSafe(of_work)).is_err());
        let of_taking = || two().each(&items, 3, |item| *item, &Stop::never(), |item| item != 10 || panic!("ten"));
        assert!(catch_unwind(AssertUnwindSafe(of_taking)).is_err());
    }

    #[test]
    fn more_than_four_threads_a_core_are_refused_by_name() {
        let error = Threads::new(1_000_000).unwrap_err();
        assert!(error.is_threads());
        let most = most();
        let expected = format!("threads=1000000: give a number from 1 to {most}, four for each core");
        assert_eq!(error.to_string(), expected);
        assert!(Threads::new(0).unwrap_err().is_threads());
        assert!(Threads::new(most.get()).is_ok());
    }

    #[test]
    fn what_is_stopped_ends_between_two_items_and_within_one() {
        let slow = |pause: &u64| {
            for _ in 0..*pause {
                std::thread::sleep(Duration::from_millis(1));
                stopping_point();
            }
        };
        for threads in [Threads::new(1).unwrap(), two()] {
            for items in [vec![5; 1_000], vec![100_000; 1], vec![100_000; 2]] {
                let asked = Arc::new(AtomicUsize::new(0));
                let counted = asked.clone();
                let stop = Stop::unless(move || {
                    counted.fetch_add(1, Ordering::Relaxed);
                    false
                });
                let start = Instant::now();
                assert_eq!(threads.map(&items, slow, &stop), None);
                assert!(start.elapsed() < Duration::from_secs(1));
                assert_eq!(asked.load(Ordering::Relaxed), 1);
            }
        }
    }

    #[test]
    fn a_panic_is_no_stop_and_a_stop_no_panic() {
        assert_eq!(caught(|| 1).unwrap(), 1);
        let panic = caught(|| resume_unwind(Box::new("why"))).unwrap_err();
        assert_eq!(panic.downcast_ref(), Some(&"why"));
        let stop = Stop::unless(|| false);
        stop.ask();
        let within = || caught(|| (0..=SELDOM).for_each(|_| stopping_point())).is_ok();
        assert_eq!(stop.during(within), None);
        // Nobody watches any more.
        (0..=SELDOM).for_each(|_| stopping_point());
    }

    #[test]
    fn all_share_a_pool_as_large_as_the_largest() {
        let large = pool(4).unwrap();
        assert!(Arc::ptr_eq(&large, &pool(2).unwrap()));
    }
}
