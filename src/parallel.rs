//! Work on many things at once, which the caller can stop.
//!
//! In: things, and what is done with each. Out: what was made of them, in their order. While the threads of a pool
//! work, the caller's thread asks now and then whether to go on: an interpreter sees Ctrl-C in its own thread alone.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use rayon::ThreadPool;
use rayon::prelude::*;

/// How often the caller is asked: soon enough for one who waits, seldom enough to cost nothing.
const PAUSE: Duration = Duration::from_millis(50);

/// What `work` makes of each item; `None` if `goes_on` said no before all were done. No item is left in the middle.
pub(crate) fn map<T: Sync, R: Send>(
    pool: &ThreadPool,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut goes_on: impl FnMut() -> bool,
) -> Option<Vec<R>> {
    let is_stopped = AtomicBool::new(false);
    let (sender, receiver) = sync_channel(1);
    pool.in_place_scope(|scope| {
        let (is_stopped, work) = (&is_stopped, &work);
        scope.spawn(move |_| {
            let made: Option<Vec<R>> =
                items.par_iter().map(|item| (!is_stopped.load(Ordering::Relaxed)).then(|| work(item))).collect();
            // Nobody waits for it only if this very function panics.
            drop(sender.send(made));
        });
        loop {
            match receiver.recv_timeout(PAUSE) {
                Ok(made) => break made.filter(|_| !is_stopped.load(Ordering::Relaxed)),
                // Who said no once is not asked again.
                Err(RecvTimeoutError::Timeout) if is_stopped.load(Ordering::Relaxed) || goes_on() => {}
                Err(RecvTimeoutError::Timeout) => is_stopped.store(true, Ordering::Relaxed),
                Err(RecvTimeoutError::Disconnected) => break None,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stopped_ends_between_two_items() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let items: Vec<u64> = (0..1_000).collect();
        assert_eq!(map(&pool, &items, |item| item + 1, || true), Some((1..=1_000).collect()));
        let slow = |item: &u64| std::thread::sleep(Duration::from_millis(item % 2 + 5));
        let start = std::time::Instant::now();
        let mut asked = 0;
        let goes_on = || {
            asked += 1;
            false
        };
        assert_eq!(map(&pool, &items, slow, goes_on), None);
        assert_eq!(asked, 1);
        // Also where the last item was begun before.
        assert_eq!(map(&pool, &[200], |pause| std::thread::sleep(Duration::from_millis(*pause)), || false), None);
        assert!(start.elapsed() < Duration::from_secs(1));
    }
}
