//! Names in texts that report nobody's words.

use crate::actors::cases::check;

/// What a guide is made of: more than 150 words, in which nobody says anything.
const GUIDE: &str = "Most paths are steep, and after rain the stones are slippery. \
    A good pair of shoes is worth its weight in gold here. From the gate a lane climbs to the top in ten minutes, past \
    gardens and a mill that grinds no more. The mill is open from spring to autumn, and the garden behind it all year. \
    In summer the square fills with tables, and in winter with snow. Trains leave the station every hour; the last one \
    goes at ten. The rooms have coins, maps and a ship in a bottle, and the shop has the best cake of the valley. \
    Children like the towers, and dogs like the meadow by the river, where a ferry crosses in summer. \
    Behind the hall a stair goes down to the cellars, which are cool on the hottest day. At the stalls there \
    is cheese, honey and bread from the farms around, and at the weekend there is music until the lamps go out. \
    Above the town a forest begins, with a path along the ridge to the next village and back in half a day.";

#[test]
fn in_a_guide_a_name_takes_more_than_a_capital() {
    for (sentence, names) in [
        ("The new Trailfox has a softer sole than the Hillrunner Pro.", ""),
        ("Unzip the file with PKX and open it in Lumora.", ""),
        ("Take a Selva or a Brindo if it rains.", ""),
        ("The hut was built by Jonathan Brindo in a year.", "Jonathan Brindo=Jonathan Brindo"),
        ("The Ministry of Forests keeps the paths.", "Ministry of Forests=Ministry of Forests"),
        ("Dr. Selva looks after the wounded.", "Selva=Selva"),
    ] {
        let text = format!("{GUIDE} {sentence}");
        check(&[(text.as_str(), names)]);
    }
}

#[test]
fn in_a_guide_what_is_as_often_a_thing_is_nobody() {
    for (sentence, names) in [
        // Everyday words that the tables know as names.
        ("Time Constraints make it hard.", ""),
        ("Try Mint or a notebook for the sums; mint grows here.", ""),
        ("It took an hour. Nice! A nice hour.", ""),
        // Things with the head word of a body.
        ("Ask Customer Service for a map.", ""),
        ("Each hut has its Comfort Score Report.", ""),
        ("The Trail Guard keeps mud away.", ""),
        ("Ridge Mail sorts the letters.", ""),
        ("Take the Summit Express up.", ""),
        ("The Selva Hiking Association marks the paths.", "Selva Hiking Association=Selva Hiking Association"),
        ("The Turkish Coast Guard keeps the bay.", "Turkish Coast Guard=Turkish Coast Guard"),
        // What stands behind a title, and is nobody.
        ("Gen Z likes the hut.", ""),
        ("Student Learning Paths help; learning takes time.", ""),
        ("A private Airport Transfer is dear; the airport is far.", ""),
        ("Academic Integrity matters, and integrity is rare.", ""),
        // What begins like a place or a firm.
        ("Boston Pizza is near.", "Boston Pizza=-"),
        ("The new Mark II is lighter than the old one.", ""),
        ("Tom Lee and Ana Ruiz came.", "Tom Lee=Tom Lee; Ana Ruiz=Ana Ruiz"),
    ] {
        let text = format!("{GUIDE} {sentence}");
        check(&[(text.as_str(), names)]);
    }
}

#[test]
fn letters_are_a_foreign_states_body_where_the_text_speaks_of_that_state() {
    for (sentence, names) in [
        ("Save the plan as a PDF and print it.", ""),
        ("She learned it at MIT and came home.", ""),
        ("Your IRA grows free of tax.", ""),
        ("An FSA pays for the glasses.", ""),
        ("Read the SLA before you sign.", ""),
        ("CNN showed the path. The FDA looked at the water.", "CNN=CNN; FDA=Food and Drug Administration"),
        ("The Syrian hills are held by the FSA.", "FSA=Free Syrian Army"),
        ("NOTE: THIS IS FREE of charge.", ""),
        ("WHY IS IT OPEN at night?", ""),
    ] {
        let text = format!("{GUIDE} {sentence}");
        check(&[(text.as_str(), names)]);
    }
    // A few words do not tell of whom a text speaks.
    check(&[("The PDF held the hills.", "PDF=People's Defence Force")]);
}

#[test]
fn in_news_a_capital_is_a_name() {
    check(&[("Selva said on Monday that the path was open.", "Selva=Selva")]);
}
