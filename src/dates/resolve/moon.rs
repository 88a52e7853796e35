//! New moons → the first days of Islamic months.
//!
//! The instant of a new moon follows the series of J. Meeus, *Astronomical Algorithms*, chapter 49, to a few minutes.
//! A month begins on the day after it, if the new moon is before the middle of the day in Arabia, so that the crescent can be
//! seen at sunset; else a day later. That is the day kept in most countries; where the moon is looked for, or
//! another calendar is kept, a feast may be a day off. Sines are `libm`'s: a platform's own may differ in the last bit, and so might days.

/// Days from 1970-01-01 to the epoch of Julian days.
const JULIAN: f64 = 2_440_587.5;

/// The mean length of a lunation in days.
const LUNATION: f64 = 29.530_588_861;

/// A new moon of the year 2000, in Julian days.
const NEW_MOON: f64 = 2_451_550.097_66;

/// The latest hour of a new moon (UTC) whose crescent is seen on the same evening.
const LATEST_HOUR: f64 = 10.25;

/// The first day of the Islamic month that begins near a day, both in days from 1970-01-01.
pub(super) fn first_of_month(near: i64) -> i64 {
    let lunation = ((near as f64 + JULIAN - NEW_MOON) / LUNATION).round();
    [lunation - 1.0, lunation, lunation + 1.0]
        .map(|lunation| {
            let moment = new_moon(lunation);
            let day = moment.floor();
            day as i64 + if (moment - day) * 24.0 < LATEST_HOUR { 1 } else { 2 }
        })
        .into_iter()
        .min_by_key(|first| (first - near).abs())
        .unwrap_or(near)
}

/// The instant of a new moon, counted from that of January 2000, in days from 1970-01-01 UTC.
fn new_moon(lunation: f64) -> f64 {
    /// From dynamical to universal time in these centuries, in days.
    const DELAY: f64 = 70.0 / 86_400.0;
    let centuries = lunation / 1236.85;
    let eccentricity = 1.0 - 0.002_516 * centuries;
    let sun = (2.5534 + 29.105_356_70 * lunation).to_radians();
    let moon = (201.5643 + 385.816_935_28 * lunation + 0.010_758_2 * centuries * centuries).to_radians();
    let latitude = (160.7108 + 390.670_502_84 * lunation).to_radians();
    let node = (124.7746 - 1.563_755_88 * lunation).to_radians();
    let mean = NEW_MOON + LUNATION * lunation + 0.000_154_37 * centuries * centuries;
    let corrections = [
        (-0.407_20, moon),
        (0.172_41 * eccentricity, sun),
        (0.016_08, 2.0 * moon),
        (0.010_39, 2.0 * latitude),
        (0.007_39 * eccentricity, moon - sun),
        (-0.005_14 * eccentricity, moon + sun),
        (0.002_08 * eccentricity * eccentricity, 2.0 * sun),
        (-0.001_11, moon - 2.0 * latitude),
        (-0.000_57, moon + 2.0 * latitude),
        (0.000_56 * eccentricity, 2.0 * moon + sun),
        (-0.000_42, 3.0 * moon),
        (0.000_42 * eccentricity, sun + 2.0 * latitude),
        (0.000_38 * eccentricity, sun - 2.0 * latitude),
        (-0.000_24 * eccentricity, 2.0 * moon - sun),
        (-0.000_17, node),
    ];
    let correction: f64 = corrections.iter().map(|(size, angle)| size * libm::sin(*angle)).sum();
    mean + correction - JULIAN - DELAY
}
