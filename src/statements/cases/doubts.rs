//! Texts that report nobody's words, and sentences that nobody says.

use super::{check, extracted, read};

/// What a guide is made of: some 180 words, in which nobody says anything.
const GUIDE: &str = "The old town lies on a hill above the river. Most paths are steep, and after rain the stones are slippery. \
    A good pair of shoes is worth its weight in gold here. From the gate a lane climbs to the castle in ten minutes, past \
    gardens and a mill that grinds no more. The mill is open from spring to autumn, and the garden behind it all year. \
    In summer the square fills with tables, and in winter with snow. Trains leave the station every hour; the last one \
    goes at ten. The museum keeps coins, maps and a ship in a bottle, and its café has the best cake of the valley. \
    Children like the towers, and dogs like the meadow by the river, where a ferry crosses from May to October. \
    Behind the church a stair goes down to the cellars, which are cool on the hottest day of August. At the market there \
    is cheese, honey and bread from the farms around, and on Saturdays there is music until the lamps go out. \
    Above the town a forest begins, with a path along the ridge to the next village and back in half a day.";

#[test]
fn a_text_that_reports_nobody_has_few_statements_and_none_that_sell() {
    for sentence in [
        "The spa offers its guests a bath, a massage and a cup of tea.",
        "Whether you want a quiet room or a loud one, the inn has it.",
        "To ensure that guests know the way, every door has a sign.",
        "Prices: what a ticket costs depends on the season.",
    ] {
        let text = format!("{GUIDE}\n\n{sentence}\n\n{GUIDE}");
        assert_eq!(read(&text), [""; 0], "{sentence}");
    }
}

#[test]
fn what_is_quoted_in_such_a_text_is_still_said() {
    for sentence in [
        "“Nobody leaves before midnight,” said the waiter Karl Oster.",
        "According to Karl Oster, nobody leaves before midnight.",
        "“Nobody leaves before midnight,” Oster, the waiter, told us.",
    ] {
        let text = format!("{GUIDE}\n\n{sentence}\n\n{GUIDE}");
        assert_eq!(read(&text).len(), 1, "{sentence}");
    }
}

#[test]
fn what_the_reader_does_and_what_is_supposed_nobody_reports() {
    for sentence in [
        "You want to know when the road is open.",
        "If you think that the road is closed, call the city.",
        "Make sure that drivers understand what the sign means.",
        "Your doctor will say that it is nothing.",
    ] {
        assert_eq!(read(sentence), [""; 0], "{sentence}");
    }
    check(&[(
        "The mayor said that you want to know when the road is open.",
        &["The mayor | said | that you want to know when the road is open |  | indirect say"],
    )]);
}

#[test]
fn who_asks_gets_doubtful_rows_too() {
    use crate::documents::Input;
    use crate::{Extractor, Options};
    let doubted = "Whether guests want a quiet room or a loud one, the inn has it. The new pass promises a cheaper way into the \
        hills. Hikers need to know that the path is closed. The map shows where the ferry goes. If drivers think that the road \
        is closed, they can call the city.";
    let text = format!("{GUIDE}\n\n{doubted}");
    let input = Input { text: &text, ..Input::default() };
    let doubtful = Extractor::new(Options::default().with_doubtful(true)).document(input);
    let sure = extracted(&text, None);
    assert!(sure.statements.len() < doubtful.statements.len());
    assert!(doubtful.statements.iter().any(|one| one.confidence < 0.3));
}

#[test]
fn what_goes_by_says_nothing() {
    for text in [
        "Only time will tell if the truce lasts.",
        "Last week proved that the law works.",
        "History shows that the road was never open.",
        "The past two years showed that talks fail.",
        "The last few months have shown that nobody is safe.",
    ] {
        assert_eq!(read(text), [""; 0], "{text}");
    }
    for text in ["The weekly said that it rained.", "New York Times said that it rained.", "The Day said it rained."] {
        assert_eq!(read(text).len(), 1, "{text}");
    }
}
