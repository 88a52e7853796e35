//! Whether the name of a capital is its state or the place.

use crate::actors::cases::check;

#[test]
fn a_capital_is_a_state_where_it_acts_and_a_place_where_something_is() {
    check(&[
        (
            "Ankara said it would go. Moscow left. Beijing warned Washington.",
            "Ankara=Turkey; Moscow=Russia; Beijing=China; Washington=United States",
        ),
        (
            "He met in Ankara. Talks in Moscow failed. The Moscow talks failed. Moscow's men left.",
            "Ankara=-; Moscow=-; Moscow=-; Moscow=Russia",
        ),
        (
            "Ankara, Moscow and Tehran agreed. Ankara or Moscow said so.",
            "Ankara=Turkey; Moscow=Russia; Tehran=Iran; Ankara=Turkey; Moscow=Russia",
        ),
        ("Ankara and Idlib fell.", "Ankara=-; Idlib=-"),
        ("From Moscow to Ankara he flew. Outside Ankara it rained.", "Moscow=-; Ankara=-; Ankara=-"),
        (
            "The Ankara mayor came. The Ankara government said so.",
            "Ankara=-; The Ankara government=Government of Turkey",
        ),
        ("The Sochi peace talks began. The Minsk ceasefire agreement held.", "Sochi=-; Minsk=-"),
        ("ANKARA, Turkey (AP) — Talks failed.", "ANKARA=-; Turkey=Turkey; AP=Associated Press"),
        ("BEIRUT, Lebanon — Talks failed on Monday.", "BEIRUT=-; Lebanon=Lebanon"),
        ("MOSCOW: Talks failed.", "MOSCOW=-"),
        (
            "Georgia's governor came. The Georgia senator came. Georgia beat Russia.",
            "Georgia=-; Georgia=-; Georgia=Georgia; Russia=Russia",
        ),
        (
            "North Mosul burned. West Aleppo was quiet. South Idlib starved.",
            "North Mosul=-; West Aleppo=-; South Idlib=-",
        ),
        ("South Idlib fell. Idlib province fell.", "South Idlib=-; Idlib province=-"),
    ]);
}
