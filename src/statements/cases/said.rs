//! The day of telling.

use super::extracted;

#[test]
fn a_statement_is_made_on_the_day_that_its_cue_is_dated_by() {
    for (text, expected) in [
        ("Lavrov said on Monday that it rained.", "2020-02-10"),
        ("Lavrov said last week that it would rain.", "2020-02-03..2020-02-09"),
        ("“It rains,” Akar said Thursday.", "2020-02-13"),
        ("On Monday, speaking in Sochi, Lavrov said it rained.", "2020-02-10"),
        ("In 2019, Lavrov had said that it rained.", "2019-01-01..2019-12-31"),
        ("Akar's statement on Thursday that it rained was wrong.", "2020-02-13"),
        ("“No talks under threat.”\n— Javad Zarif (@JZarif) February 13, 2020", "2020-02-13"),
        // The day of the rain.
        ("Lavrov said it rained on Monday.", ""),
        ("Lavrov said that on Monday it rained.", ""),
    ] {
        let record = extracted(text, Some("2020-02-15"));
        let [statement] = &record.statements[..] else { panic!("{text}: {:?}", record.statements) };
        let said = statement.said.map(|said| match (said.first(), said.last()) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}..{last}"),
        });
        assert_eq!(said.unwrap_or_default(), expected, "{text}");
    }
}
