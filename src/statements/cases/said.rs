//! The day of telling.

use super::extracted;

#[test]
fn a_statement_is_made_on_the_day_that_its_cue_is_dated_by() {
    for (text, expected) in [
        ("Lavrov said on Monday that it rained.", "2020-02-10"),
        ("Lavrov said last week that it would rain.", "2020-02-03..2020-02-09"),
        // Not after the day of publication, a Saturday.
        ("Lavrov said this week that it would rain.", "2020-02-10..2020-02-15"),
        ("“It rains,” Akar said this month.", "2020-02-01..2020-02-15"),
        ("In remarks published this year, Akar said it rained.", "2020-01-01..2020-02-15"),
        ("Lavrov will tell reporters next week that it rained.", "2020-02-17..2020-02-23"),
        ("“It rains,” Akar said Thursday.", "2020-02-13"),
        ("On Monday, speaking in Sochi, Lavrov said it rained.", "2020-02-10"),
        ("In 2019, Lavrov had said that it rained.", "2019-01-01..2019-12-31"),
        ("Akar's statement on Thursday that it rained was wrong.", "2020-02-13"),
        ("“No talks under threat.”\n— Javad Zarif (@JZarif) February 13, 2020", "2020-02-13"),
        ("In remarks published on Sunday, Akar said it rained.", "2020-02-09"),
        ("A statement issued on Monday by Akar said it rained.", "2020-02-10"),
        ("Akar Monday said it rained.", "2020-02-10"),
        ("Akar said early Tuesday that it rained.", "2020-02-11"),
        ("Akar said late on Monday it rained.", "2020-02-10"),
        ("Akar told the board on Monday that the talks were over.", "2020-02-10"),
        ("“It rains,” Akar said in Sochi on Monday.", "2020-02-10"),
        ("Lavrov said on Thursday in Sochi, where Akar had gone since 1998, that it rained.", "2020-02-13"),
        ("Akar left in 2019. It rained, he noted at the time.", "2019-01-01..2019-12-31"),
        (
            "In 2019, Nadia Tarek, who was then the head of the children's ward of the town's only hospital, said that it rained.",
            "2019-01-01..2019-12-31",
        ),
        // The day of something else.
        ("In addition to the dead on Monday, Akar said, two were hurt.", ""),
        ("Since 1998, Akar said, it rained.", ""),
        ("Before the match on Saturday, Akar said it rained.", ""),
        ("Akar, who came on Monday, said it rained.", ""),
        ("“It rains,” said Akar, who came on Monday.", ""),
        ("Akar said Monday’s talks were over.", ""),
        ("The Monday talks were over, Akar said.", ""),
        ("USA Today reported that it rained.", ""),
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

#[test]
fn who_has_begun_to_speak_on_a_day_goes_on_on_it() {
    // Published on a Saturday; the day of the last statement.
    for (text, day) in [
        ("Akar on Wednesday accused the rebels of a lie. “We will not accept that,” he said.", Some("2020-02-12")),
        (
            "Akar met the press on the base. On Wednesday, Akar said that the road was open. He added that it was safe.",
            Some("2020-02-12"),
        ),
        (
            "The minister Hulusi Akar told reporters on Monday that the road was open. Troops would stay, Akar said.",
            Some("2020-02-10"),
        ),
        ("Akar on Wednesday accused the rebels of a lie, saying that it rained.", Some("2020-02-12")),
        ("Akar and Lavrov issued a joint statement on Monday. The statement said that it rained.", Some("2020-02-10")),
        // Again and again, or in mind.
        ("Akar on Wednesday accused the rebels of a lie. He often said that it rained.", None),
        ("Akar on Wednesday accused the rebels of a lie. He hoped that it rained.", None),
        // Somebody else, another time, another day between them.
        ("Akar on Wednesday accused the rebels of a lie. “We will not accept that,” Lavrov said.", None),
        ("Akar on Wednesday accused the rebels of a lie. He has said that troops would stay.", None),
        ("Akar on Wednesday accused the rebels of a lie. He says that troops will stay.", None),
        (
            "Akar on Wednesday accused the rebels of a lie. On Friday Lavrov said that this was wrong. Akar said that troops would stay.",
            None,
        ),
    ] {
        let record = extracted(text, Some("2020-02-15"));
        let last = record.statements.last().unwrap();
        assert_eq!(last.said.map(|days| days.first().to_string()).as_deref(), day, "{text}");
    }
}

#[test]
fn what_is_said_right_behind_a_speech_or_a_letter_is_of_its_day() {
    // Published on a Saturday; the day of the last statement.
    for (text, day) in [
        (
            "In December 2015, Akar released a letter from his doctor, Nadia Tarek. “He is well,” Tarek wrote.",
            Some("2015-12-01"),
        ),
        ("Akar gave an interview on Monday. “It rains,” he said.", Some("2020-02-10")),
        ("Zarif posted a message on Wednesday. “No talks,” he wrote.", Some("2020-02-12")),
        ("Lavrov's testimony on Tuesday was long. He said that it rained.", Some("2020-02-11")),
        // Somebody else's, an event, one that is over.
        ("The report of Monday named Akar. Lavrov said that it rained.", None),
        ("Akar flew home on Monday. He said that it rained.", None),
        ("Akar, who gave an interview on Monday, left. He said that it rained.", None),
    ] {
        let record = extracted(text, Some("2020-02-15"));
        let last = record.statements.last().unwrap();
        assert_eq!(last.said.map(|days| days.first().to_string()).as_deref(), day, "{text}");
    }
}

#[test]
fn a_headline_is_of_the_day_of_what_it_tells_in_short() {
    for (text, day) in [
        ("Akar accuses rebels of a lie\n\nHulusi Akar on Wednesday accused the rebels of a lie.", Some("2020-02-12")),
        ("Akar: “It rains”\n\nTroops were sent. “It rains,” Hulusi Akar said on Monday.", Some("2020-02-10")),
        (
            "Lavrov rejects talks\n\nRussia's foreign minister said on Thursday that talks were over.",
            Some("2020-02-13"),
        ),
        // Somebody else's day, or none.
        ("Akar accuses rebels of a lie\n\nSergey Lavrov said on Wednesday that it rained.", None),
        (
            "Akar accuses rebels of a lie\n\nHulusi Akar has accused the rebels of a lie. He said on Monday that it rained.",
            None,
        ),
    ] {
        let record = extracted(text, Some("2020-02-15"));
        let first = record.statements.first().unwrap();
        assert_eq!(first.said.map(|days| days.first().to_string()).as_deref(), day, "{text}");
    }
}

#[test]
fn an_answer_is_of_the_day_of_the_question() {
    // The day of the last statement.
    for (text, day) in [
        ("Lavrov asked Akar on Monday whether it rained. “It does,” Akar said.", Some("2020-02-10")),
        (
            "Lavrov asked Akar on Monday whether it rained. He asked if it would stop. “It will,” Akar replied.",
            Some("2020-02-10"),
        ),
        ("On Thursday, a judge asked Nadia Tarek if she was well. Tarek said that she was.", Some("2020-02-13")),
        // Somebody who was not asked, and another day between.
        ("Lavrov asked Akar on Monday whether it rained. “It does,” Nadia Tarek said.", None),
        (
            "Lavrov asked Akar on Monday whether it rained. Nadia Tarek left on Tuesday, Lavrov said. Akar has said that it rained.",
            None,
        ),
        ("Lavrov told Akar on Monday that it rained. Akar said that the talks were over.", None),
    ] {
        let record = extracted(text, Some("2020-02-15"));
        let last = record.statements.last().unwrap();
        assert_eq!(last.said.map(|days| days.first().to_string()).as_deref(), day, "{text}");
    }
}
