//! What a user gets for a phrase, and what holds for every text.

use proptest::prelude::*;

use super::*;
use crate::calendar::Date;
use crate::documents::{self, Input};
use crate::{segments, tagging};

fn dates_of(text: &str, published: Option<&str>) -> Dates {
    let published = published.map(|day| day.parse::<Date>().expect("a day of the test"));
    let layout = documents::lay_out(Input { text, published, ..Input::default() });
    let segments = segments::segment(text, &layout);
    let tags = tagging::tag(text, &segments);
    find(text, &layout, &segments, &tags)
}

/// "surface TYPE value [MOD] first..last" of each expression.
fn rows(text: &str, published: Option<&str>) -> Vec<String> {
    dates_of(text, published)
        .expressions
        .iter()
        .map(|date| {
            let modifier = date.modifier.map_or(String::new(), |modifier| format!(" {modifier}"));
            let days = match date.days {
                Some(days) if days.first() == days.last() => format!(" {}", days.first()),
                Some(days) => format!(" {}..{}", days.first(), days.last()),
                None => String::new(),
            };
            format!("{} {} {}{modifier}{days}", date.span.of(text), date.r#type, date.value)
        })
        .collect()
}

/// Each text with what is found in it, published on 15 February 2020, a Saturday.
#[test]
fn phrases_mean_what_readers_take_them_for() {
    for (text, expected) in [
        ("The envoy resigned on Tuesday.", &["Tuesday DATE 2020-02-11 2020-02-11"][..]),
        ("The envoy will resign on Tuesday.", &["Tuesday DATE 2020-02-18 2020-02-18"]),
        ("The verdict will be read on Tuesday.", &["Tuesday DATE 2020-02-18 2020-02-18"]),
        ("They had met two weeks earlier.", &["two weeks earlier DATE 2020-W05 2020-01-27..2020-02-02"]),
        ("Prices rose last month.", &["last month DATE 2020-01 2020-01-01..2020-01-31"]),
        ("The port reopened last spring.", &["last spring DATE 2019-SP 2019-03-01..2019-05-31"]),
        ("The port closed last May.", &["last May DATE 2019-05 2019-05-01..2019-05-31"]),
        ("She was born in the late 1960s.", &["the late 1960s DATE 196 END 1967-01-01..1969-12-31"]),
        ("Ships of the 17th century were found.", &["the 17th century DATE 16 1600-01-01..1699-12-31"]),
        ("The deal was struck in October last year.", &["October last year DATE 2019-10 2019-10-01..2019-10-31"]),
        ("Exports fell in the third quarter.", &["the third quarter DATE 2019-Q3 2019-07-01..2019-09-30"]),
        ("The fast began before Orthodox Easter 2019.", &["Orthodox Easter 2019 DATE 2019-04-28 2019-04-28"]),
        ("Easter in 1998 was cold.", &["Easter DATE 1998-04-12 1998-04-12", "1998 DATE 1998 1998-01-01..1998-12-31"]),
        (
            "They wed on Christmas Eve in 2015.",
            &["Christmas Eve DATE 2015-12-24 2015-12-24", "2015 DATE 2015 2015-01-01..2015-12-31"],
        ),
        ("It starts at 7.45am.", &["7.45am TIME 2020-02-15T07:45 2020-02-15"]),
        ("The doors open at 11.30pm on Monday.", &["11.30pm on Monday TIME 2020-02-17T23:30 2020-02-17"]),
        ("They parted on Thanksgiving.", &["Thanksgiving DATE 2019-11-28 2019-11-28"]),
        ("Guns fell silent during Ramadan 2018.", &["Ramadan 2018 DATE 2018 2018-05-17..2018-06-14"]),
        ("It took about two and a half years.", &["about two and a half years DURATION P2Y6M APPROX"]),
        ("They held out for decades.", &["decades DURATION PXDE"]),
        ("Guards change every two hours.", &["every two hours SET PT2H"]),
        ("It costs $3 billion a year.", &["a year SET P1Y"]),
        ("The bell rang at noon on Monday.", &["noon on Monday TIME 2020-02-10T12:00 2020-02-10"]),
        ("They landed at 06:15 UTC.", &["06:15 UTC TIME 2020-02-15T06:15Z 2020-02-15"]),
        ("He left early Friday morning.", &["early Friday morning TIME 2020-02-14TMO START 2020-02-14"]),
        ("The week of March 2 will decide.", &["The week of March 2 DATE 2020-W10 2020-03-02..2020-03-08"]),
        (
            "It ran from 2009 to 2011.",
            &["2009 DATE 2009 2009-01-01..2009-12-31", "2011 DATE 2011 2011-01-01..2011-12-31"],
        ),
        (
            "Shells fell on January 7, 9 and 11, 2019.",
            &[
                "January 7 DATE 2019-01-07 2019-01-07",
                "9 DATE 2019-01-09 2019-01-09",
                "11, 2019 DATE 2019-01-11 2019-01-11",
            ],
        ),
        ("He was seen on Tuesday of last week.", &["Tuesday of last week DATE 2020-02-04 2020-02-04"]),
        (
            "Talks are set for Monday and Tuesday.",
            &["Monday DATE 2020-02-17 2020-02-17", "Tuesday DATE 2020-02-18 2020-02-18"],
        ),
        ("Neither man could be reached on Wednesday.", &["Wednesday DATE 2020-02-12 2020-02-12"]),
        ("The offer had been due to expire on Friday.", &["Friday DATE 2020-02-14 2020-02-14"]),
        ("The deadline was extended to Friday.", &["Friday DATE 2020-02-21 2020-02-21"]),
        ("They vote in two weeks' time.", &["two weeks' time DATE 2020-W09 2020-02-24..2020-03-01"]),
        ("They meet a week from Tuesday.", &["a week from Tuesday DATE 2020-02-25 2020-02-25"]),
        ("It was signed on the twenty-third of May.", &["the twenty-third of May DATE 2019-05-23 2019-05-23"]),
        ("He was born in nineteen ninety-six.", &["nineteen ninety-six DATE 1996 1996-01-01..1996-12-31"]),
        ("They fled the week before last.", &["the week before last DATE 2020-W05 2020-01-27..2020-02-02"]),
        (
            "Sales fell in Q4 2019 and H1 2018.",
            &["Q4 2019 DATE 2019-Q4 2019-10-01..2019-12-31", "H1 2018 DATE 2018-H1 2018-01-01..2018-06-30"],
        ),
        ("The fair is open on Friday mornings.", &["Friday mornings SET XXXX-WXX-5TMO"]),
        ("It opens every day at noon.", &["every day at noon SET XXXX-XX-XXT12:00"]),
        (
            "He left on Easter weekend 2019.",
            &["Easter weekend DATE 2020-W15-WE 2020-04-11..2020-04-12", "2019 DATE 2019 2019-01-01..2019-12-31"],
        ),
        ("They marched on Memorial Day weekend.", &["Memorial Day weekend DATE 2019-W21-WE 2019-05-25..2019-05-26"]),
        (
            "Castles of the 15th and 16th centuries.",
            &["the 15th DATE 14 1400-01-01..1499-12-31", "16th centuries DATE 15 1500-01-01..1599-12-31"],
        ),
        ("Nothing of the kind was known in the past.", &["the past DATE PAST_REF"]),
        ("The senator told voters here Sunday that he would go on.", &["Sunday DATE 2020-02-09 2020-02-09"]),
        ("His Tuesday wins are a blow to his rival.", &["Tuesday DATE 2020-02-11 2020-02-11"]),
        ("On Tuesday, voters choose a new mayor.", &["Tuesday DATE 2020-02-18 2020-02-18"]),
        ("They are cutting two shows, and on Monday, the owner said why.", &["Monday DATE 2020-02-10 2020-02-10"]),
        ("Some saw a plot, but the report on Wednesday found none.", &["Wednesday DATE 2020-02-12 2020-02-12"]),
        ("Thousands marched ahead of Tuesday's vote.", &["Tuesday DATE 2020-02-18 2020-02-18"]),
        ("Polls before the primary on Sunday", &["Sunday DATE 2020-02-16 2020-02-16"]),
        ("They met the day before last Tuesday.", &["the day before last Tuesday DATE 2020-02-10 2020-02-10"]),
        (
            "Sales fell in the first two quarters of 2019.",
            &["the first two quarters of 2019 DATE 2019-H1 2019-01-01..2019-06-30"],
        ),
        (
            "The quarter ended July 31 was the best.",
            &["The quarter DATE 2019-Q2 2019-04-01..2019-06-30", "July 31 DATE 2019-07-31 2019-07-31"],
        ),
        (
            "Profit rose in the third quarter. In the nine months, it fell from a year earlier.",
            &[
                "the third quarter DATE 2019-Q3 2019-07-01..2019-09-30",
                "the nine months DURATION P9M",
                "a year earlier DATE 2018 2018-01-01..2018-12-31",
            ],
        ),
        ("Talks followed after weeks of shelling.", &["weeks DURATION PXW"]),
        ("It will rise for the first time in a decade.", &["a decade DURATION P10Y"]),
        ("It could result in up to five years in prison.", &["up to five years DURATION P5Y EQUAL_OR_LESS"]),
        ("They will vote in two years.", &["two years DATE 2022 2022-01-01..2022-12-31"]),
        ("They sold more in the quarter than before.", &["the quarter DATE 2019-Q4 2019-10-01..2019-12-31"]),
        (
            "Much had changed between now and Christmas.",
            &["now DATE PRESENT_REF", "Christmas DATE 2020-12-25 2020-12-25"],
        ),
        ("They may hold a contested convention in July.", &["July DATE 2020-07 2020-07-01..2020-07-31"]),
        ("They would be glad if she won in November.", &["November DATE 2019-11 2019-11-01..2019-11-30"]),
        ("Once the rule goes into effect on Nov. 1, they will be paid.", &["Nov. 1 DATE 2020-11-01 2020-11-01"]),
        ("Come November, they will vote.", &["November DATE 2020-11 2020-11-01..2020-11-30"]),
        ("He first spoke of it in April at a fair.", &["April DATE 2019-04 2019-04-01..2019-04-30"]),
        ("Much changed after the Sept. 11 terrorist attacks.", &["Sept. 11 DATE 2001-09-11 2001-09-11"]),
        ("The owner, who announced a plan on Monday, hopes to win.", &["Monday DATE 2020-02-10 2020-02-10"]),
        ("He said that on Monday talks will go on.", &["Monday DATE 2020-02-17 2020-02-17"]),
        ("They hired staff in the March states.", &["March DATE 2020-03 2020-03-01..2020-03-31"]),
        ("Berlin urged the envoy on Thursday to go on.", &["Thursday DATE 2020-02-13 2020-02-13"]),
        ("The end-of-March deadline stands.", &["end-of-March DATE 2020-03 END 2020-03-21..2020-03-31"]),
        ("It fell the year after 2015.", &["the year after 2015 DATE 2016 2016-01-01..2016-12-31"]),
    ] {
        assert_eq!(rows(text, Some("2020-02-15")), expected, "{text}");
    }
}

/// Each text with the days of what is found in it, published on 16 June 2021, a Wednesday.
#[test]
fn the_clause_of_a_day_tells_on_which_side_it_lies() {
    for (text, days) in [
        ("The council approved a plan Monday that would close the road.", "2021-06-14"),
        ("Ministers agreed a truce on Friday which will last a week.", "2021-06-11"),
        ("The board has ordered a review Tuesday.", "2021-06-15"),
        ("A ban approved on Sunday will hit exports.", "2021-06-13"),
        ("The council approved a vote for Monday.", "2021-06-21"),
        ("They agreed to meet on Friday.", "2021-06-18"),
        ("Monday's warning that rates may rise hit shares.", "2021-06-14"),
        ("The club's promise on Sunday that it will pay was welcomed.", "2021-06-13"),
        ("The plant could close, according to a union letter Monday.", "2021-06-14"),
        ("A hearing on Monday will decide it.", "2021-06-21"),
        ("He drowned on July 20.", "2020-07-20"),
        ("The bridge was bombed on 9 September.", "2020-09-09"),
        ("They have been on strike since August 1.", "2020-08-01"),
        ("She was praised for the July 2 rescue.", "2020-07-02"),
        ("The mine collapsed on July 30.", "2020-07-30"),
        ("A July 2 hearing was announced.", "2021-07-02"),
        ("He gave no reason for the July 2 deadline.", "2021-07-02"),
        ("The offer had been set to expire on July 2.", "2021-07-02"),
        ("The paper wrote on Friday, June 18.", "2021-06-18"),
        ("The show ends on July 2.", "2021-07-02"),
        ("The spot will air during Sunday's final.", "2021-06-20"),
        ("He may drop out before Tuesday's vote.", "2021-06-22"),
        ("He will answer for Tuesday's defeat.", "2021-06-15"),
        ("She is in a tight race ahead of the vote in the north on Monday.", "2021-06-21"),
        ("On Friday, the minister has a speech scheduled.", "2021-06-18"),
        ("On Friday, the minister has made a speech.", "2021-06-11"),
        ("He tried to enter the port on August 30 but was caught.", "2020-08-30"),
    ] {
        let found = dates_of(text, Some("2021-06-16"));
        let first = found.expressions.first().and_then(|date| date.days).map(|days| days.first().to_string());
        assert_eq!(first.as_deref(), Some(days), "{text}");
    }
}

/// Of the days of `tests/cases/directions.tsv`, told on 15 February 2020, at least 95 of 100 lie where readers take them.
#[test]
fn ambiguous_days_lie_where_readers_take_them() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/directions.tsv");
    let table = std::fs::read_to_string(path).expect("the cases");
    let today: Date = "2020-02-15".parse().expect("a day of the test");
    let (mut cases, mut wrong) = (0, Vec::new());
    for (side, text) in table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')) {
        let found = dates_of(text, Some("2020-02-15")).expressions;
        let days = found.iter().filter(|date| date.rule == "weekday").filter_map(|date| date.days).next();
        let right = match side {
            "past" => days.is_some_and(|days| days.last() < today),
            _ => days.is_some_and(|days| days.first() > today),
        };
        cases += 1;
        if !right {
            wrong.push(text);
        }
    }
    assert!(cases == 200 && wrong.len() * 20 <= cases, "{} of {cases}: {wrong:#?}", wrong.len());
}

/// Each text with what is found in it, published on 15 February 2020, a Saturday.
#[test]
fn what_stands_before_and_behind_belongs_to_a_time() {
    for (text, expected) in [
        ("It will take two to three weeks.", &["two to three weeks P3W APPROX"][..]),
        ("It runs over the next 12 to 18 months.", &["the next 12 to 18 months P18M APPROX"]),
        ("It took between 60 and 90 days.", &["60 P60D", "90 days P90D"]),
        ("It is a year or two away.", &["a year or two P2Y APPROX"]),
        ("They decide in the next week or two.", &["the next week or two P2W APPROX"]),
        ("The week's turmoil passed.", &["The week 2020-W07"]),
        ("It will be done by mid-year.", &["mid-year 2020 MID"]),
        ("He spent the night in jail.", &["the night 2020-02-15TNI"]),
        ("In recent weeks and months prices rose.", &["recent weeks and months PXW"]),
        ("It took days or weeks.", &["days or weeks PXD"]),
        ("A week or so ago it rained.", &["A week or so ago 2020-W06 APPROX"]),
        ("Some 40 days on, nothing has changed.", &["Some 40 days on P40D APPROX"]),
        ("Nine people testified over three days.", &["three days P3D"]),
        ("The talks lasted over three days.", &["over three days P3D MORE_THAN"]),
        ("They fled over a year ago.", &["over a year ago 2019 MORE_THAN"]),
        ("He is needed right now.", &["right now PRESENT_REF"]),
        ("Hours before the vote he left.", &["Hours PTXH"]),
        ("Their release came minutes after the deal.", &["minutes PTXM"]),
        ("Days later he was free.", &["Days later FUTURE_REF"]),
        ("Two died in the first hours of the storm.", &["the first hours PTXH"]),
        ("He scored in the waning seconds.", &["the waning seconds PTXS"]),
        ("They lost ground in the closing days.", &["the closing days PXD"]),
        ("He could face decades in jail.", &["decades PXDE"]),
        ("The crew spent months at sea.", &["months PXM"]),
        ("It stood for nearly a quarter-century.", &["nearly a quarter-century P25Y APPROX"]),
        ("It was the best of the last half century.", &["the last half century P50Y"]),
        ("The strike will last 48 hours.", &["48 hours PT48H"]),
        ("She said at the time that it was over.", &["the time PAST_REF"]),
        ("Nobody was there at the time of the fire.", &[]),
        ("It will be ready for a little while.", &["a little while PXX"]),
        ("The firm pays quarterly.", &["quarterly P1Q"]),
        ("The quarterly dividend fell.", &[]),
        ("They look ahead to the fall.", &["the fall 2019-FA"]),
        ("It rained for much of the winter.", &["the winter 2019-WI"]),
        ("He recovered from the fall.", &[]),
        ("They met at 11 p.m. on Thursday night.", &["11 p.m. on Thursday night 2020-02-13T23:00"]),
    ] {
        let found = dates_of(text, Some("2020-02-15")).expressions;
        let rows: Vec<String> = found
            .iter()
            .map(|date| {
                let modifier = date.modifier.map_or(String::new(), |modifier| format!(" {modifier}"));
                format!("{} {}{modifier}", date.span.of(text), date.value)
            })
            .collect();
        assert_eq!(rows, expected, "{text}");
    }
}

/// Each text with what is found in it, published on 15 February 2020, a Saturday.
#[test]
fn dates_are_read_in_every_way_of_writing() {
    for (text, expected) in [
        ("The deed was signed on May. 4, 2019.", &["May. 4, 2019 2019-05-04"][..]),
        ("The mountain erupted in AD 79.", &["AD 79 0079"]),
        ("The city fell in 410 A.D. to the north.", &["410 A.D. 0410"]),
        ("He died in 44 BC at home.", &["44 BC BC0044"]),
        ("Walls of the 14th century BC were found.", &["the 14th century BC BC13"]),
        ("The ad ran on 12 screens.", &[]),
        ("It opens on Oct/2.", &["Oct/2 2019-10-02"]),
        ("It opens in Dec/2018.", &["Dec/2018 2018-12"]),
        ("It was paid in 2015-3.", &["2015-3 2015-03"]),
        ("It was paid in 12-2015.", &["12-2015 2015-12"]),
        ("The crash of 2008-9 was worse.", &["2008 2008", "9 2009"]),
        ("It began on 2019-Aug-01.", &["2019-Aug-01 2019-08-01"]),
        ("It was filed on 20161016.", &["20161016 2016-10-16"]),
        ("On 2016 10 16, it began.", &["2016 10 16 2016-10-16"]),
        ("It fell in 2017 April.", &["2017 April 2017-04"]),
        ("It was sold on Dec31, 1994.", &["Dec31, 1994 1994-12-31"]),
        ("She slept for 3.5hours.", &["3.5hours PT3H30M"]),
        ("It was shut in the week 31.", &["the week 31 2020-W31"]),
        ("She left school in '06.", &["'06 2006"]),
        ("He is of the class of ’98.", &["’98 1998"]),
        ("Sales fell in FY2019.", &["FY2019 2019"]),
        ("The noughties were good.", &["The noughties 200"]),
        ("They meet every other Tuesday.", &["every other Tuesday XXXX-WXX-2"]),
        ("She won in 2:03:59 and wept.", &["2:03:59 PT2H3M59S"]),
        ("It begins at 17.30 GMT on Friday.", &["17.30 GMT on Friday 2020-02-21T17:30Z"]),
        ("They meet Monday two weeks from now.", &["Monday two weeks from now 2020-02-24"]),
        ("It broke two weeks and three days ago.", &["two weeks and three days ago 2020-01-29"]),
        ("He was born on May twenty five nineteen eighty six.", &["May twenty five nineteen eighty six 1986-05-25"]),
    ] {
        let found = dates_of(text, Some("2020-02-15")).expressions;
        let rows: Vec<String> = found.iter().map(|date| format!("{} {}", date.span.of(text), date.value)).collect();
        assert_eq!(rows, expected, "{text}");
    }
}

/// Each text with what is found in it, published on 16 June 2021, a Wednesday.
#[test]
fn days_take_what_is_named_beside_them() {
    for (text, expected) in [
        ("The fire of 3 May last year killed ten.", &["2020-05-03", "2020"][..]),
        ("Next year, on April 2, the port opens.", &["2022", "2022-04-02"]),
        ("They met on March 2 the year before last.", &["2019-03-02", "2019"]),
        ("It runs from May 3 to May 5 next year.", &["2022-05-03", "2022-05-05", "2022"]),
        ("The July 14 floods of 2016 were worse.", &["2016-07-14", "2016"]),
        ("The 2017 Christmas Eve storm was worse.", &["2017", "2017-12-24"]),
        ("The shop is open from 9 a.m. to 5 p.m. on Friday.", &["2021-06-18T09:00", "2021-06-18T17:00", "2021-06-18"]),
        (
            "The road was shut between noon and 3 p.m. on Monday.",
            &["2021-06-14T12:00", "2021-06-14T15:00", "2021-06-14"],
        ),
        ("Two years ago this week the plant closed.", &["2019-W25"]),
        ("Ten years ago this month she won.", &["2011-06"]),
        ("Forty years ago yesterday he died.", &["1981-06-15"]),
        ("Two weeks ago Friday the dam broke.", &["2021-05-28"]),
        ("A year ago they left.", &["2020"]),
        ("They met the Monday before last.", &["2021-06-07"]),
        ("They meet the Saturday after next.", &["2021-06-26"]),
        ("The match is set for the upcoming weekend.", &["2021-W24-WE"]),
        ("They will meet a week on Monday.", &["2021-06-28"]),
        ("They lost for the third time in a week on Monday.", &["P1W", "2021-06-14"]),
        ("The talks will go on Tuesday week.", &["2021-06-29"]),
        ("He was named on the 15th of last month.", &["2021-05-15"]),
        ("They play on the 2nd, 3rd and 9th of July.", &["2021-07-02", "2021-07-03", "2021-07-09"]),
        ("They met on 5, 12 and 19 February.", &["2021-02-05", "2021-02-12", "2021-02-19"]),
        ("It was made in the 1999/00 season.", &["1999", "2000"]),
        ("The 2012/13 season was his last.", &["2012", "2013"]),
        ("The 2022 Games will be held from February 4 to February 20.", &["2022", "2022-02-04", "2022-02-20"]),
        ("The 2020 Games will be held from July 23 to August 8.", &["2020", "2021-07-23", "2021-08-08"]),
        ("It was stamped 14-Feb-13.", &["2013-02-14"]),
        ("It was stamped 14/Feb/2013.", &["2013-02-14"]),
        ("In the week to 5 June sales fell.", &["P1W", "2021-06-05"]),
        ("In the year to January, profits rose.", &["P1Y", "2021-01"]),
    ] {
        let found = dates_of(text, Some("2021-06-16"));
        let values: Vec<String> = found.expressions.iter().map(|date| date.value.to_string()).collect();
        assert_eq!(values, expected, "{text}");
    }
}

/// Each text with the days of its first expression, published on 16 June 2021, a Wednesday.
#[test]
fn parts_hold_all_that_they_may_denote() {
    for (text, first, last) in [
        ("Earlier this year they parted.", "2021-01-01", "2021-06-16"),
        ("They parted earlier this week.", "2021-06-14", "2021-06-16"),
        ("They will meet later this month.", "2021-06-16", "2021-06-30"),
        ("They will meet later this week.", "2021-06-16", "2021-06-20"),
        ("They met early this year.", "2021-01-01", "2021-04-30"),
        ("It snowed in the second half of January.", "2021-01-16", "2021-01-31"),
        ("It snowed in the first half of February.", "2021-02-01", "2021-02-14"),
        ("It grew in the first half of the 1980s.", "1980-01-01", "1984-12-31"),
        ("It fell in the second half of the 19th century.", "1850-01-01", "1899-12-31"),
        ("It fell in the first half of 2018.", "2018-01-01", "2018-06-30"),
    ] {
        let days = dates_of(text, Some("2021-06-16")).expressions.first().and_then(|date| date.days);
        let days = days.map(|days| (days.first().to_string(), days.last().to_string()));
        assert_eq!(days, Some((first.to_owned(), last.to_owned())), "{text}");
    }
}

#[test]
fn what_only_looks_like_a_date_is_none() {
    for text in [
        "You may march, they said, and nobody sat down.",
        "June Osborne met August Wilson and Will May.",
        "A second term and a third party were discussed.",
        "The 45-year-old driver, who is 6 feet tall, won 21-19.",
        "He read the Sunday Times and watched 60 Minutes.",
        "Resolution 1701 and Flight 1549 were cited; 1,990 people came.",
        "About 1800 soldiers hold 2019 metres of wall.",
        "A quarter of the voters fall ill.",
        "See page 1999, room 2012 and flight 1848.",
        "The party daily Granma reported it, as soon as it could.",
        "This is not a day anybody wanted.",
        "STEPPE QUARTERLY",
        "THE GREY WEEKLY, A PAPER, LEFT.",
        "The host of “Today” joined 21st Century Fox.",
    ] {
        assert_eq!(rows(text, Some("2020-02-15")), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn ranges_have_two_ends_and_a_period() {
    for (text, first, last) in [
        ("They met on Sept. 11-12, 2018.", "2018-09-11", "2018-09-12"),
        ("It lasted from 30 December 2019 to 2 January 2020.", "2019-12-30", "2020-01-02"),
        ("It happened between November and January 2019.", "2018-11-01", "2019-01-31"),
        ("It will last from Monday to Friday.", "2020-02-17", "2020-02-21"),
        ("It ran from 26 to 28 June in 2018.", "2018-06-26", "2018-06-28"),
        ("It was closed from March 2019 to date.", "2019-03-01", "2020-02-15"),
        ("The plant ran from 01/22/2016 to 03/15/2016.", "2016-01-22", "2016-03-15"),
        ("Shares were bought from January 14 to Thursday.", "2020-01-14", "2020-02-13"),
    ] {
        let periods = dates_of(text, Some("2020-02-15")).periods;
        let days: Vec<_> = periods.iter().filter_map(|period| period.days).collect();
        assert_eq!(days.len(), 1, "{text}");
        assert_eq!(
            (days[0].first().to_string().as_str(), days[0].last().to_string().as_str()),
            (first, last),
            "{text}"
        );
    }
}

#[test]
fn lines_without_sentences_are_read_too() {
    let text = "Doha, QatarMonday 1 June 2020\n\nEnvoy lands in Sochi\n\nHe came on foot.";
    let mut layout = documents::lay_out(Input { text, ..Input::default() });
    layout.blocks[0].role = Role::Published;
    let segments = segments::segment(text, &layout);
    let tags = tagging::tag(text, &segments);
    let dates = find(text, &layout, &segments, &tags).expressions;
    assert_eq!(dates[0].span.of(text), "Monday 1 June 2020");
    assert_eq!(dates[0].sentence, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_text_gives_valid_rows(text in "[ -~\u{e9}\u{2019}\u{2013}\n]{0,120}", published in proptest::bool::ANY) {
        check_rows(&text, published)?;
    }

    #[test]
    fn any_words_of_time_give_valid_rows(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..24),
        published in proptest::bool::ANY,
    ) {
        check_rows(&words.join(" "), published)?;
    }
}

const WORDS: &[&str] = &[
    "the",
    "last",
    "next",
    "this",
    "May",
    "March",
    "Friday",
    "12",
    "2019",
    "1990s",
    "early",
    "end",
    "of",
    "two",
    "weeks",
    "years",
    "ago",
    "later",
    "a",
    "and",
    "to",
    "-",
    ",",
    "third",
    "quarter",
    "in",
    "on",
    "at",
    "3",
    "p.m.",
    "GMT",
    "noon",
    "Easter",
    "Ramadan",
    "year",
    "31",
    "Feb.",
    "29",
    "9999",
    "half",
    "hundred",
    "every",
    "day",
    "from",
    "between",
    "week",
    "02/03/2019",
    "99999",
    "centuries",
    "summer",
    "fiscal",
    "Q4",
    "tonight",
    "recent",
    "same",
    "earlier",
    "month",
    "weekend",
    "weekends",
    "mornings",
    "daily",
    "since",
    "before",
    "after",
    "today",
    "now",
    "soon",
    "22/04",
    "30/02/2019",
    "H1",
    "2019-Q2",
    "thousand",
    "nineteen",
    "ninety-six",
    "twenty",
    "first",
    "hours",
    "time",
    "ahead",
    "or so",
    "century",
    "from",
    "until",
    "Mon",
    "13th",
    "BC",
    "AD",
    "3hrs",
    "20161016",
    "closing",
    "number",
    "?",
];

fn check_rows(text: &str, published: bool) -> Result<(), TestCaseError> {
    let dates = dates_of(text, published.then_some("2020-02-15"));
    let mut end = 0;
    for date in &dates.expressions {
        prop_assert!(date.span.start() >= end, "rows overlap in {:?}", text);
        end = date.span.end();
        prop_assert!(text.get(date.span.range()).is_some());
        let value = date.value.to_string();
        prop_assert!(super::round_trip::is_timex(date), "{} in {:?}", value, text);
        if let (Some(days), Some(all)) = (date.days, date.value.days(None)) {
            let within = all.first() <= days.first() && days.last() <= all.last();
            // A month of the Islamic year may begin in the year that is named and end in the next.
            let runs_on = date.rule == "holiday" && (all.first()..=all.last()).contains(&days.first());
            let open = runs_on || date.basis == DateBasis::Ambiguous;
            prop_assert!(within || open, "{} {:?} in {:?}", value, days, text);
        }
        if value.contains('X') {
            prop_assert_eq!(date.days, None, "{}", value);
        }
    }
    for period in &dates.periods {
        prop_assert!(period.from < period.to && (period.to as usize) < dates.expressions.len());
    }
    Ok(())
}
