//! Texts of this project's own, and between which days they were written.

use crate::{Extractor, Input};

fn read(text: &str) -> crate::DocumentRecord {
    Extractor::default().document(Input { text, ..Input::default() })
}

/// "2017-01-01 … 2017-12-31", with "-" for a bound that there is not.
fn written(text: &str) -> String {
    let written = read(text).written;
    let day = |bound: Option<super::Bound>| bound.map_or("-".to_owned(), |bound| bound.day.to_string());
    format!("{} … {}", day(written.from), day(written.to))
}

#[test]
fn texts_tell_between_which_days_they_were_written() {
    for (text, expected) in [
        // Years by the tense that they stand with.
        ("In 2017 the two have met three times.", "2017-01-01 … 2017-12-31"),
        ("The bridge was closed in 2014. It was rebuilt in 2016.", "2016-01-01 … -"),
        ("The ferry sank on 3 May 2018, and nobody was saved.", "2018-05-03 … -"),
        ("The harbour will open in 2031.", "- … 2031-12-31"),
        ("The old ferry sank in March 2019. A new one will sail in 2020.", "2019-03-01 … 2020-12-31"),
        ("Officials said 2016 has seen the worst floods on record.", "2016-01-01 … 2016-12-31"),
        ("As 2015 comes to an end, the mayor looks back.", "2015-01-01 … 2015-12-31"),
        ("Nobody has named a rival for next year's 2020 election.", "2019-01-01 … 2019-12-31"),
        ("The clerk resigned over last year's 2016 budget.", "2017-01-01 … 2017-12-31"),
        // Days without a year, where it is known.
        (
            "In 2020 they have met twice. They met on March 9 and spoke. They will meet again on April 2.",
            "2020-03-09 … 2020-04-02",
        ),
        ("OSLO, Feb 14 (Reuters) - The envoys left. In 2018 the two have met often.", "2018-02-14 … 2018-02-15"),
        (
            "Secretary of State John Kerry said on Monday it was late. The envoys met on Thursday, March 10.",
            "2016-03-10 … 2016-09-08",
        ),
        // Offices.
        (
            "Prime Minister David Cameron met Secretary of State John Kerry on Friday, June 3.",
            "2016-06-03 … 2016-08-12",
        ),
        ("President Barack Obama said on Monday that the talks were over.", "2008-12-21 … 2017-02-19"),
        ("Prime Minister David Cameron and Secretary of State John Kerry met on Friday.", "2013-01-02 … 2016-08-12"),
        ("Former President Barack Obama said on Monday that the talks were over.", "- … -"),
        ("President Bush said on Monday that the talks were over.", "- … -"),
        ("If President Marine Le Pen says so, they will go.", "- … -"),
        ("Republican presidential candidate Jeb Bush spoke on Tuesday.", "2015-05-16 … 2016-03-21"),
        // Those who stand for an office.
        ("Presumptive Democratic nominee Hillary Clinton said on Monday that it was late.", "2016-01-02 … 2016-08-25"),
        ("Hillary Clinton, the Democratic nominee, said on Monday that it was late.", "2016-01-02 … 2016-12-08"),
        ("Republican presidential candidate Sen. Lindsey Graham spoke on Tuesday.", "2015-05-02 … 2016-01-20"),
        ("Republican presidential candidates like Ted Cruz are late.", "2015-02-21 … 2016-12-08"),
        ("Republican vice presidential nominee Mike Pence said on Monday it was late.", "2016-06-15 … 2020-12-07"),
        ("Bernie Sanders is late. The Sanders campaign said on Tuesday that he would come.", "2005-03-22 … 2024-12-05"),
        ("Marco Rubio, who dropped out, came late.", "2016-02-14 … -"),
        ("Hillary Clinton, the former presidential candidate, spoke on Monday.", "2008-05-08 … -"),
        (
            "Republican presidential candidate Ted Cruz met John Kasich. They stood in Tuesday's primary.",
            "2016-01-20 … 2016-10-12",
        ),
        (
            "Republican presidential candidate Ted Cruz met John Kasich. They look to next year's election.",
            "2015-02-21 … 2015-12-31",
        ),
        // Events.
        ("They looked to the Feb. 20 South Carolina primary.", "2015-03-27 … 2017-01-15"),
        ("They spoke of last month's Paris attacks.", "2015-02-01 … 2015-12-31"),
        ("The de-escalation zones were set up last year by three states.", "2018-01-01 … 2018-12-31"),
        (
            "They left a day before Monday's Iowa caucuses. Republican presidential candidate Jeb Bush spoke on Tuesday.",
            "2016-01-20 … 2016-02-13",
        ),
        ("The vaccine against COVID-19 was dear.", "2020-02-11 … -"),
        // Posts that are quoted, days of the page.
        (
            "He spoke on Tuesday. “It is late.” — Ana Ruiz (@anaruiz) July 5, 2016 Nobody answered him.",
            "2016-07-03 … 2016-07-11",
        ),
        (
            "He spoke on Friday. “It is late.” — Ana Ruiz (@anaruiz) July 5, 2016 Nobody answered him.",
            "2016-07-03 … 2016-09-03",
        ),
        (
            "In 2016 he spoke on Friday. “It is late.” — Ana Ruiz (@anaruiz) July 5, 2016 Nobody answered him.",
            "2016-07-03 … -",
        ),
        (
            "The envoy left the hall in 2015, and he did not return.\n\nA name was misspelt.\n\nSaturday, March 19, 2016.",
            "2015-01-01 … 2016-03-19",
        ),
        (
            "Doha, QatarMonday 1 June 2020\n\nEnvoy lands\n\nIn 2019 he left the hall by the back door.",
            "2019-01-01 … 2020-06-02",
        ),
        (
            "The envoy left the hall in 2019 by the back door.\n\n© 2021 Example News. All rights reserved.",
            "2019-01-01 … 2021-12-31",
        ),
        (
            "Ana Ruiz shakes hands in Oslo on Wednesday, Nov. 20, 2019. She left on Wednesday.",
            "2019-11-20 … 2019-11-26",
        ),
        (
            "Team wins in Oslo again\n\nFans cheer in Oslo, Tuesday, Nov. 19, 2019. (AP Photo/Ana Lee)\n\nThe team won the match Tuesday, and its fans sang.",
            "2019-11-19 … 2019-11-25",
        ),
        (
            "New hall opens its doors\n\nThe hall in Oslo on Wednesday, Nov. 20, 2019. (Tom Ruiz/Reuters)\n\nThe mayor opened the new hall Wednesday.",
            "2019-11-20 … 2019-11-26",
        ),
        (
            "Court frees Ruiz\n\nAna Ruiz leaves the court in Riga, Monday, March 2, 2020. (AP Photo/Omar Lund)\n\nA court in Riga freed her Monday.",
            "2020-03-02 … 2020-03-08",
        ),
        // The picture of another day.
        (
            "Court frees Ruiz\n\nAna Ruiz leaves the court in Riga, Monday, March 2, 2020. (AP Photo/Omar Lund)\n\nA court in Riga freed her Friday.",
            "- … -",
        ),
        (
            "Mayor speaks of the hall\n\nFILE - The hall in Oslo, Tuesday, Oct. 1, 2019. (AP Photo/Ana Lee)\n\nThe mayor spoke of the hall Tuesday.",
            "- … -",
        ),
        // Nothing to go by.
        ("The envoys met on Thursday and will meet again on March 9.", "- … -"),
    ] {
        assert_eq!(written(text), expected, "{text}");
    }
}

#[test]
fn traps_bound_nothing_that_they_do_not_tell() {
    for (text, expected) in [
        // A piece of history.
        (
            "In 1941 the army crossed the river. On March 9 it took the town. In 1944 it was driven out, and in 1945 the war ended.",
            "1945-01-01 … -",
        ),
        // A preview.
        ("In 2024 voters will choose a new mayor.", "- … 2024-12-31"),
        // Years within quotations are those of the speaker.
        ("\"In 2012 we will win,\" the leaflet read.", "- … -"),
        // Plans of another time.
        ("In 2009 they promised that the line will open in 2012.", "- … -"),
        ("In 2030, the ministry said, 5,000 would be let in.", "- … -"),
        // Fiscal years and numbers.
        ("Sales rose in fiscal 2019, the firm said.", "- … -"),
        ("The 2022 campaign was dull, and 2016 seats were empty.", "- … -"),
        // A novel's year.
        ("The novel begins quietly. In 2049 the hero was hunted by his own.", "- … -"),
        ("The war has gone on since 2011.", "2011-01-01 … -"),
        // A death, an anniversary.
        ("The painter died in 1994 at the age of 70.", "1994-01-01 … -"),
        ("Hundreds marked the 50th anniversary of the 1963 march.", "- … -"),
        // A president of long ago.
        ("In 1995 President Bill Clinton said the talks were over.", "1995-01-01 … -"),
        ("The vote called for June 5, 2016 was in doubt.", "- … -"),
        // Those who stood for an office once, and what others are called.
        ("The 2012 Republican presidential nominee Mitt Romney spoke on Tuesday.", "- … -"),
        ("A former aide to Democratic presidential candidate Hillary Clinton spoke on Monday.", "- … -"),
        ("Republican presidential nominee Donald Trump, President Barack Obama said, was late.", "- … -"),
        ("Marco Rubio has dropped out of the top three.", "- … -"),
        // What was set before its year, and what only looks like an event or a year that goes on.
        ("The senator, up for reelection in 2018, said he was glad.", "- … -"),
        ("What began in 1948-1982 has been forgotten.", "1948-01-01 … -"),
        ("Republicans and Democrats and Democrats of old met at Thursday's presidential primary debate.", "- … -"),
        // What contradicts itself tells nothing.
        ("The hall was built in 2018. It will be built in 2012.", "- … -"),
    ] {
        assert_eq!(written(text), expected, "{text}");
    }
}

#[test]
fn dates_resolve_as_far_as_the_bounds_agree() {
    let text = "In 2020 the two have met twice. They met on Thursday, February 13. \
        They agreed on February 15 to go on. They will meet again on February 17.";
    let record = read(text);
    let read: Vec<String> = record
        .dates
        .expressions
        .iter()
        .map(|date| format!("{}: {} {}", date.span.of(text), date.value, date.basis))
        .collect();
    assert_eq!(
        read,
        [
            "2020: 2020 explicit",
            "Thursday, February 13: 2020-02-13 bounded",
            "February 15: 2020-02-15 bounded",
            "February 17: 2020-02-17 bounded",
        ]
    );
    let open = self::read("In 2020 the two have met twice. He spoke on Friday, and last year he spoke as well.");
    let values: Vec<String> =
        open.dates.expressions.iter().map(|date| format!("{} {}", date.value, date.basis)).collect();
    assert_eq!(values, ["2020 explicit", "XXXX-WXX-5 none", "2019 bounded"]);
}

#[test]
fn one_day_that_is_left_is_the_day_of_publication() {
    let text =
        "In 2020 the two have met twice. They met on March 9 and spoke. They will meet again on March 9 at noon.";
    let record = read(text);
    assert_eq!(record.layout.published.day.map(|day| day.to_string()).as_deref(), Some("2020-03-09"));
    assert_eq!(record.layout.published.basis, crate::documents::PublishedBasis::Text);
}
