//! How long something takes, whatever else the machine does.

use std::fs;
use std::time::{Duration, Instant};

/// The time of the processor that this thread has had, where the system tells.
pub fn processor_time() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The faster of two measurements, since noise only adds; the first alone if it is long, as noise is short.
pub fn fastest<T>(work: impl Fn() -> T) -> Duration {
    const LONG: Duration = Duration::from_millis(500);
    /// The system counts in steps of some milliseconds.
    const LEAST: Duration = Duration::from_millis(40);
    let measured = || {
        let (start, begun) = (Instant::now(), processor_time());
        for runs in 1.. {
            work();
            let taken = begun.and_then(|begun| processor_time()?.checked_sub(begun)).unwrap_or_else(|| start.elapsed());
            if taken >= LEAST {
                return taken / runs;
            }
        }
        unreachable!("some run is the last")
    };
    let first = measured();
    if first < LONG { first.min(measured()) } else { first }
}
