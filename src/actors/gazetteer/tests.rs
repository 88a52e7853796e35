//! What the tables must keep to, and what the look-ups give for words as they stand in news.

use rustc_hash::{FxHashMap, FxHashSet};

use super::*;
use crate::actors::ActorType;
use crate::segments::tokenize;
use crate::tables::{List, actors as tables};

/// The id of the likeliest reading of the longest name at the start of `text`, and the words that it covers.
fn name(gazetteer: &Gazetteer, text: &str) -> Option<(String, String)> {
    let tokens = tokenize(text);
    let hit = gazetteer.name_at(&tokens, 0)?;
    let span = tokens[0].span.join(tokens[hit.tokens - 1].span);
    Some((gazetteer.entry(hit.names[0].entry).id.to_string(), span.of(text).to_owned()))
}

fn country(code: &str) -> Country {
    Country::new(code).unwrap()
}

#[test]
fn ids_are_unique_slugs() {
    let gazetteer = Gazetteer::default();
    let mut seen = FxHashSet::default();
    for entry in &gazetteer.0.entries {
        assert!(seen.insert(&entry.id), "two entries are {}", entry.id);
        assert!(entry.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", entry.id);
    }
    assert!(seen.len() > 10_000);
}

#[test]
fn items_of_wikidata_are_those_of_one_entry_each() {
    let gazetteer = Gazetteer::default();
    let mut seen: FxHashMap<&str, &str> = FxHashMap::default();
    for (id, item, sources) in tables::WIKIDATA.rows::<(&str, &str, List<'_>)>() {
        let entry = gazetteer.by_id(id).map(|entry| gazetteer.entry(entry));
        let entry = entry.unwrap_or_else(|| panic!("nothing has the id {id}"));
        assert_eq!(entry.wikidata, Some(item), "{id} has two items");
        assert!(entry.actor_type().is_some(), "{id} is no actor");
        let number = item.strip_prefix('Q').unwrap_or_default();
        assert!(number.parse::<u32>().is_ok_and(|number| number > 0 && item == format!("Q{number}")), "{id}: {item}");
        assert!(sources.iter().next().is_some(), "{id}: nobody says so");
        if let Some(other) = seen.insert(item, id) {
            panic!("{id} and {other} are both {item}");
        }
    }
    let known = gazetteer.0.entries.iter().filter(|entry| entry.wikidata.is_some()).count();
    assert_eq!(known, seen.len());
}

#[test]
fn well_known_actors_are_the_items_that_they_are_known_to_be() {
    let gazetteer = Gazetteer::default();
    let item = |id: &str| gazetteer.by_id(id).and_then(|entry| gazetteer.entry(entry).wikidata);
    for (id, expected) in [
        ("russia", "Q159"),
        ("united-states", "Q30"),
        ("turkey", "Q43"),
        ("vladimir-putin", "Q7747"),
        ("barack-obama", "Q76"),
        ("angela-merkel", "Q567"),
        ("united-nations", "Q1065"),
        ("nato", "Q7184"),
        ("reuters", "Q130879"),
        ("cia", "Q37230"),
        ("hamas", "Q38799"),
    ] {
        assert_eq!(item(id), Some(expected), "{id}");
    }
    // Two men of this name held office in Moscow, and the sources do not tell which is which.
    assert_eq!(item("igor-ivanov"), None);
}

#[test]
fn whom_the_user_means_is_no_item_that_the_tables_know() {
    let row = |id: &str| GazetteerRow {
        id: Some(id.into()),
        name: "Vladimir Putin".into(),
        aliases: vec![],
        r#type: ActorType::Person,
        country: None,
        role: None,
        from: None,
        to: None,
    };
    let gazetteer = Gazetteer::with_rows(vec![row("vladimir-putin")]).unwrap();
    let item = |id: &str| gazetteer.entry(gazetteer.by_id(id).unwrap()).wikidata;
    assert_eq!((item("vladimir-putin"), item("russia")), (None, Some("Q159")));
}

#[test]
fn no_two_actors_share_a_name_without_a_flag() {
    let gazetteer = Gazetteer::default();
    let mut wrong = Vec::new();
    for names in gazetteer.0.names.all() {
        let plain: Vec<_> = names
            .iter()
            .filter(|name| {
                let flags = name.flags;
                gazetteer.entry(name.entry).actor_type().is_some()
                    && !flags.has(NameFlags::SURNAME)
                    && !flags.has(NameFlags::AMBIGUOUS)
                    && !flags.has(NameFlags::COMMON_WORD)
            })
            .map(|name| gazetteer.entry(name.entry).id.as_ref())
            .collect();
        if plain.len() > 1 {
            wrong.push(plain.join(" = "));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tenures_end_after_they_begin() {
    for entry in &Gazetteer::default().0.entries {
        for tenure in &entry.tenures {
            if let (Some(from), Some(to)) = (tenure.from, tenure.to) {
                assert!(from <= to, "{} {}", entry.id, tenure.title);
            }
        }
    }
}

#[test]
fn the_longest_name_wins_and_capitals_must_fit() {
    let gazetteer = Gazetteer::default();
    for (text, id, covered) in [
        ("Sergey Lavrov said", "sergey-lavrov", "Sergey Lavrov"),
        ("SERGEI LAVROV SAYS", "sergey-lavrov", "SERGEI LAVROV"),
        (
            "Mevlu\u{308}t C\u{327}avus\u{327}og\u{306}lu",
            "mevlut-cavusoglu",
            "Mevlu\u{308}t C\u{327}avus\u{327}og\u{306}lu",
        ),
        ("Lavrov’s jet", "sergey-lavrov", "Lavrov"),
        ("Bashar al-Assad", "bashar-al-assad", "Bashar al-Assad"),
        ("Bashar Al Assad", "bashar-al-assad", "Bashar Al Assad"),
        ("Kim Jong Un", "kim-jong-un", "Kim Jong Un"),
        ("Moscow agreed", "moscow-rus", "Moscow"),
        ("Brussels warned", "brussels-bel", "Brussels"),
        ("U.N. envoys", "united-nations", "U.N."),
        ("United Nations envoys", "united-nations", "United Nations"),
        ("al-Qaeda fighters", "al-qaeda", "al-Qaeda"),
        ("Hayat Tahrir Al Sham fought", "hayat-tahrir-al-sham", "Hayat Tahrir Al Sham"),
        ("South Sudan", "south-sudan", "South Sudan"),
        ("Niger expelled", "niger", "Niger"),
        ("Nigeria said", "nigeria", "Nigeria"),
        ("Kremlin officials", "kremlin", "Kremlin"),
        ("Sana reported", "sana", "Sana"),
        ("Daily Sabah wrote", "daily-sabah", "Daily Sabah"),
        ("US jets", "united-states", "US"),
    ] {
        assert_eq!(name(&gazetteer, text), Some((id.to_owned(), covered.to_owned())), "{text}");
    }
    for text in ["us all", "sun set", "who said", "time passed", "it is", "Let it be"] {
        assert_eq!(name(&gazetteer, text), None, "{text}");
    }
}

#[test]
fn bodies_know_their_country() {
    let gazetteer = Gazetteer::default();
    for (text, covered, id) in [
        ("Turkish Foreign Ministry said", 3, "turkish-foreign-ministry"),
        ("Turkish Defence Ministry said", 3, "turkish-defence-ministry"),
        ("Russian Ministry of Foreign Affairs said", 5, "russian-foreign-ministry"),
        ("Foreign Ministry of Turkey said", 4, "turkish-foreign-ministry"),
        ("Ministry of Defence of the Netherlands said", 6, "dutch-defence-ministry"),
        ("Syrian army shelled", 2, "syrian-arab-army"),
        ("Turkish General Staff said", 3, "turkish-general-staff"),
        ("Syrian government forces", 2, "syrian-government"),
        ("South Korean military said", 3, "south-korean-armed-forces"),
        ("US Treasury said", 2, "us-treasury"),
    ] {
        let tokens = tokenize(text);
        let hit = gazetteer.body_at(&tokens, 0).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(hit.tokens, covered, "{text}");
        let entry = gazetteer.body(hit.body, hit.country.expect(text)).expect(text);
        assert_eq!(gazetteer.entry(entry).id.as_ref(), id, "{text}");
    }
    let ministry = gazetteer.entry(gazetteer.by_id("turkish-foreign-ministry").unwrap());
    assert_eq!(ministry.name.as_ref(), "Ministry of Foreign Affairs of Turkey");
    assert_eq!(ministry.country, Some(country("TUR")));
}

#[test]
fn offices_have_holders_by_day() {
    let gazetteer = Gazetteer::default();
    let day = |text: &str| table::day(text, false);
    for (code, office, on, id) in [
        ("RUS", Office::ForeignMinister, day("2020-02-15"), Some("sergey-lavrov")),
        ("TUR", Office::ForeignMinister, day("2020-02-15"), Some("mevlut-cavusoglu")),
        ("TUR", Office::DefenceMinister, day("2020-02-15"), Some("hulusi-akar")),
        ("USA", Office::President, day("2016-05-01"), Some("barack-obama")),
        ("USA", Office::President, day("2017-01-20"), Some("donald-trump")),
        ("DEU", Office::PrimeMinister, day("2010-05-01"), Some("angela-merkel")),
        ("GBR", Office::PrimeMinister, day("1850-05-01"), None),
        ("GBR", Office::ForeignMinister, None, Some("yvette-cooper")),
    ] {
        let found = gazetteer.holder(Some(country(code)), office, on);
        assert_eq!(found.map(|found| gazetteer.entry(found).id.as_ref()), id, "{code} {office}");
    }
}

/// The countries whose offices of state the tables follow since 1990: the G20 and the Middle East. An office counts from the
/// year in which it began, where that was later, and up to the one in which it ended; `None` is one that the country does not have.
type Years = Option<std::ops::Range<i16>>;
const SINCE: Years = Some(1990..2026);

#[rustfmt::skip]
const FOLLOWED: [(&str, [(Office, Years); 4]); 35] = {
    use Office::{DefenceMinister as D, ForeignMinister as F, Leader as L, Monarch as M, President as P, PrimeMinister as G};
    [
        ("ARE", [(P, SINCE), (G, Some(1991..2026)), (F, SINCE), (D, SINCE)]),
        ("ARG", [(P, SINCE), (G, None), (F, SINCE), (D, SINCE)]),
        ("AUS", [(P, None), (G, SINCE), (F, SINCE), (D, SINCE)]),
        // The defence force of Bahrain has a commander-in-chief, Oman's sultan is his own minister of defence, and Jordan's prime
        // minister, mostly, too.
        ("BHR", [(M, SINCE), (G, SINCE), (F, SINCE), (D, None)]),
        ("BRA", [(P, SINCE), (G, None), (F, SINCE), (D, Some(2000..2026))]),
        ("CAN", [(P, None), (G, SINCE), (F, SINCE), (D, SINCE)]),
        ("CHN", [(P, SINCE), (G, SINCE), (F, SINCE), (D, SINCE)]),
        ("DEU", [(P, SINCE), (G, SINCE), (F, SINCE), (D, SINCE)]),
        ("EGY", [(P, SINCE), (G, SINCE), (F, SINCE), (D, SINCE)]),
        ("FRA", [(P, SINCE), (G, SINCE), (F, SINCE), (D, SINCE)]),
        ("GBR", [(M, SINCE), (G, SINCE), (F, SINCE), (D, SINCE)]),
        ("IDN", [(P, SINCE), (G, None), (F, SINCE), (D, SINCE)]),
        ("IND", [(P, SINCE), (G, SINCE), (F, SINCE), (D, SINCE)]),
        ("IRN", [(L, SINCE), (P, SINCE), (F, SINCE), (D, SINCE)]),
        // Under occupation there was no government until the middle of 2004.
        ("IRQ", [(P, Some(2005..2026)), (G, Some(2005..2026)), (F, SINCE), (D, Some(2005..2026))]),
        ("ISR", [(P, SINCE), (G, SINCE), (F, SINCE), (D, SINCE)]),
        ("ITA", [(P, SINCE), (G, SINCE), (F, SINCE), (D, SINCE)]),
        ("JOR", [(M, SINCE), (G, SINCE), (F, SINCE), (D, None)]),
        ("JPN", [(M, SINCE), (G, SINCE), (F, SINCE), (D, SINCE)]),
        ("KOR", [(P, SINCE), (G, SINCE), (F, SINCE), (D, SINCE)]),
        ("KWT", [(M, SINCE), (G, SINCE), (F, SINCE), (D, SINCE)]),
        // Lebanon was without a president from 2014 to 2016 and from 2022 to 2025.
        ("LBN", [(P, Some(1990..2014)), (G, SINCE), (F, SINCE), (D, SINCE)]),
        ("MEX", [(P, SINCE), (G, None), (F, SINCE), (D, SINCE)]),
        ("OMN", [(M, SINCE), (G, None), (F, SINCE), (D, None)]),
        ("PSE", [(P, Some(1996..2026)), (G, Some(2004..2026)), (F, Some(2004..2026)), (D, None)]),
        ("QAT", [(M, SINCE), (G, Some(1997..2026)), (F, SINCE), (D, Some(2014..2026))]),
        ("RUS", [(P, Some(1992..2026)), (G, Some(1992..2026)), (F, Some(1991..2026)), (D, Some(1992..2026))]),
        // The king is head of government until 2022.
        ("SAU", [(M, SINCE), (G, Some(2023..2026)), (F, SINCE), (D, SINCE)]),
        ("SYR", [(P, SINCE), (G, Some(1990..2025)), (F, SINCE), (D, SINCE)]),
        ("TUR", [(P, SINCE), (G, Some(1990..2018)), (F, SINCE), (D, SINCE)]),
        ("USA", [(P, SINCE), (G, None), (F, SINCE), (D, SINCE)]),
        ("YEM", [(P, SINCE), (G, SINCE), (F, SINCE), (D, SINCE)]),
        ("ZAF", [(P, SINCE), (G, None), (F, SINCE), (D, SINCE)]),
        // Of the neighbours, heads of state and of government.
        ("MAR", [(M, SINCE), (G, SINCE), (F, SINCE), (D, None)]),
        ("TUN", [(P, SINCE), (G, SINCE), (F, None), (D, None)]),
    ]
};

/// The first stretch of more than a year in which nobody in the tables held an office.
fn vacancy(
    gazetteer: &Gazetteer,
    state: Option<Country>,
    office: Office,
    title: &str,
    years: std::ops::Range<i16>,
) -> Option<String> {
    let last_day = Date::new(years.end - 1, 6, 1).unwrap();
    let mut tenures: Vec<_> = gazetteer
        .0
        .entries
        .iter()
        .flat_map(|entry| &entry.tenures)
        .filter(|tenure| tenure.country == state && tenure.office == office && tenure.title.contains(title))
        .map(|tenure| (tenure.from.unwrap_or(Date::new(1, 1, 1).unwrap()), tenure.to))
        .collect();
    tenures.sort();
    let mut filled = Date::new(years.start, 1, 1).unwrap();
    for (from, to) in tenures {
        if (from - filled).get_days() > 366 || filled >= last_day {
            break;
        }
        filled = filled.max(to.unwrap_or(last_day));
    }
    ((last_day - filled).get_days() > 366).then(|| format!("nobody after {filled}"))
}

#[test]
fn offices_of_state_are_filled_since_1990() {
    let gazetteer = Gazetteer::default();
    let mut wrong = Vec::new();
    for (code, offices) in FOLLOWED {
        for (office, years) in offices {
            if let Some(years) = years
                && let Some(vacant) = vacancy(&gazetteer, Some(country(code)), office, "", years)
            {
                wrong.push(format!("{code} {office}: {vacant}"));
            }
        }
    }
    for (office, title, first) in [
        (Office::SecretaryGeneral, "UN Secretary-General", 1990),
        (Office::SecretaryGeneral, "NATO Secretary-General", 1990),
        (Office::SecretaryGeneral, "President of the European Commission", 1990),
        (Office::SecretaryGeneral, "European Council President", 2010),
        (Office::HighRepresentative, "", 2000),
    ] {
        if let Some(vacant) = vacancy(&gazetteer, None, office, title, first..2026) {
            wrong.push(format!("{title} {office}: {vacant}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn titles_adjectives_and_given_names() {
    let gazetteer = Gazetteer::default();
    for (text, covered, title, office) in [
        ("Foreign Minister Lavrov", 2, "Foreign Minister", Some(Office::ForeignMinister)),
        ("Defence Minister Akar", 2, "Defense Minister", Some(Office::DefenceMinister)),
        ("Secretary of State Kerry", 3, "Secretary of State", Some(Office::ForeignMinister)),
        ("Maj. Gen. Konashenkov", 2, "Maj. Gen.", None),
        ("Mrs Erdogan", 1, "Mrs", None),
        ("Presidents Putin and Rouhani", 1, "President", Some(Office::President)),
    ] {
        let (count, found) = gazetteer.title_at(&tokenize(text), 0).expect(text);
        assert_eq!((count, found.text.as_ref(), found.office), (covered, title, office), "{text}");
    }
    for (text, covered, code, people) in [
        ("Turkish-backed", 0, "", false),
        ("South Korean jets", 2, "KOR", false),
        ("U.S. troops", 1, "USA", false),
        ("Turks said", 1, "TUR", true),
    ] {
        let found = gazetteer.adjective_at(&tokenize(text), 0);
        let expected = (covered > 0).then(|| (covered, Adjective { country: country(code), people }));
        assert_eq!(found, expected, "{text}");
    }
    assert_eq!(gazetteer.first_name(WordKey::of("Mevlüt")), Some(Some(Gender::Male)));
    assert_eq!(gazetteer.first_name(WordKey::of("Angela")), Some(Some(Gender::Female)));
    assert_eq!(gazetteer.first_name(WordKey::of("Idlib")), None);
    assert!(gazetteer.is_particle(WordKey::of("bin")));
}

#[test]
fn the_users_rows_win() {
    let row = |name: &str, aliases: &[&str], r#type, role: Option<&str>| GazetteerRow {
        id: None,
        name: name.to_owned(),
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        r#type,
        country: Some(country("GEO")),
        role: role.map(str::to_owned),
        from: table::day("2019", false),
        to: None,
    };
    let gazetteer = Gazetteer::with_rows(vec![
        row("Nino Beridze", &["Beridze"], ActorType::Person, Some("Foreign Minister")),
        row("Lavrov Café", &["Lavrov"], ActorType::Organization, None),
    ])
    .unwrap();
    assert_eq!(name(&gazetteer, "Lavrov opened").unwrap().0, "lavrov-cafe");
    assert_eq!(name(&gazetteer, "Beridze spoke").unwrap().0, "nino-beridze");
    let minister = gazetteer.holder(Some(country("GEO")), Office::ForeignMinister, table::day("2020-01-01", false));
    assert_eq!(minister.map(|id| gazetteer.entry(id).id.as_ref()), Some("nino-beridze"));
    assert_eq!(name(&Gazetteer::default(), "Lavrov opened").unwrap().0, "sergey-lavrov");
}

/// What is read of one line with these cells.
fn line(cells: &[(&str, &'static str)]) -> Result<GazetteerRow, Error> {
    let cells: FxHashMap<_, _> = cells.iter().copied().collect();
    GazetteerRow::read("own.csv", 7, |column| cells.get(column).copied())
}

#[test]
fn errors_name_the_line() {
    let person = [("name", "Nino Beridze"), ("type", "person")];
    for (cells, expected) in [
        (vec![("name", "Nino Beridze"), ("type", "minister")], "\"minister\" is no ActorType"),
        (vec![("name", "Nino Beridze"), ("type", " ")], "the type is missing"),
        (vec![("type", "person")], "the name is missing"),
        ([&person[..], &[("country", "geo")]].concat(), "country \"geo\" is no ISO 3166-1 alpha-3 code"),
        ([&person[..], &[("from", "spring")]].concat(), "from \"spring\" is no day, month or year"),
        ([&person[..], &[("to", "2020-02-31")]].concat(), "to \"2020-02-31\" is no day, month or year"),
        (
            [&person[..], &[("from", "2020-03"), ("to", "2020-02")]].concat(),
            "it ends on 2020-02-29, before it begins on 2020-03-01",
        ),
    ] {
        let error = line(&cells).unwrap_err();
        assert!(error.is_table());
        assert!(error.to_string().starts_with(&format!("own.csv, line 7: {expected}")), "{error}");
    }
}

#[test]
fn a_line_has_days_months_or_years_and_aliases_between_semicolons() {
    let read = line(&[
        ("name", " Nino Beridze "),
        ("type", "person"),
        ("aliases", "Beridze; N. Beridze;"),
        ("country", "GEO"),
        ("role", "Foreign Minister"),
        ("from", "2019"),
        ("to", "2020-02"),
    ]);
    let read = read.unwrap();
    assert_eq!((read.name.as_str(), read.role.as_deref()), ("Nino Beridze", Some("Foreign Minister")));
    assert_eq!(read.aliases, ["Beridze", "N. Beridze"]);
    assert_eq!((read.id, read.country), (None, Some(country("GEO"))));
    assert_eq!(read.from.map(|day| day.to_string()).as_deref(), Some("2019-01-01"));
    assert_eq!(read.to.map(|day| day.to_string()).as_deref(), Some("2020-02-29"));
}

#[test]
fn an_office_is_held_from_its_first_day_to_its_last_and_by_nobody_where_several_held_it() {
    let minister = |name: &str, from: &str, to: &str| GazetteerRow {
        id: None,
        name: name.to_owned(),
        aliases: Vec::new(),
        r#type: ActorType::Person,
        country: Some(country("VAT")),
        role: Some("Foreign Minister".to_owned()),
        from: table::day(from, false),
        to: table::day(to, true),
    };
    let gazetteer = Gazetteer::with_rows(vec![
        minister("Oram Veld", "2001", "2001-06-30"),
        minister("Nadia Tarek", "2001-06-30", "2003"),
        minister("Tomas Ree", "2003", "2003"),
        minister("Ana Ruiz", "2003", "2003"),
    ])
    .unwrap();
    for (on, id) in [
        ("2000-12-31", None),
        ("2001-01-01", Some("oram-veld")),
        // The day of handing over is the successor's.
        ("2001-06-30", Some("nadia-tarek")),
        ("2002-12-31", Some("nadia-tarek")),
        ("2003-05-01", None),
        ("2004-01-01", None),
    ] {
        let found = gazetteer.holder(Some(country("VAT")), Office::ForeignMinister, table::day(on, false));
        assert_eq!(found.map(|found| gazetteer.entry(found).id.as_ref()), id, "{on}");
    }
}
