//! Who is one and who is two, over the actors that documents name.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::actors::Gender;
use crate::documents::Input;

/// A person known by name only.
fn person(name: &str) -> LocalActor {
    actor(name, ActorType::Person)
}

fn actor(name: &str, r#type: ActorType) -> LocalActor {
    LocalActor {
        name: name.to_owned(),
        names: vec![name.to_owned()],
        r#type,
        country: None,
        role: None,
        known: None,
        gender: None,
    }
}

/// One document for each list of actors; what is found for each actor, document by document.
fn merged(documents: &[Vec<LocalActor>]) -> (Joined, Vec<String>) {
    let joined = of(documents.iter().map(|actors| (actors.as_slice(), None))).finish(&Gazetteer::default());
    let ids = (0..documents.len()).flat_map(|document| ids(&joined, document)).collect();
    (joined, ids)
}

fn of<'a>(documents: impl IntoIterator<Item = (&'a [LocalActor], Option<Date>)>) -> Corpus {
    let mut corpus = Corpus::default();
    for (actors, published) in documents {
        corpus.push_actors(published, actors.iter().map(|actor| (actor.clone(), Counts::default())), None);
    }
    corpus
}

/// The ids of a document's actors.
fn ids(joined: &Joined, document: usize) -> Vec<String> {
    joined.cast.locals(document).map(|(telling, _)| joined.actors[joined.cast.actor(telling)].id.clone()).collect()
}

/// The ids of people, one document each.
fn people(names: &[&str]) -> Vec<String> {
    merged(&names.iter().map(|name| vec![person(name)]).collect::<Vec<_>>()).1
}

#[test]
fn one_person_in_many_spellings() {
    for (names, id) in [
        (&["Mevlüt Çavuşoğlu", "Cavusoglu", "Mevlut Cavusoglu"][..], "mevlut-cavusoglu"),
        (&["Mevlu\u{308}t C\u{327}avus\u{327}og\u{306}lu", "CavuÅŸoÄŸlu", "ÇAVUŞOĞLU"], "mevlut-cavusoglu"),
        (&["Sergey Lavrov", "Sergei Lavrov", "Lavrov", "LAVROV"], "sergey-lavrov"),
        (&["Sergey Viktorovich Lavrov", "Sergey\u{a0}Lavrov"], "sergey-lavrov"),
        (&["Sergei Shoigu", "Sergey Shoygu", "Shoygu"], "sergei-shoigu"),
        (&["Volodymyr Zelensky", "Zelenskyy", "Zelenskiy"], "volodymyr-zelensky"),
        (&["Muammar Gaddafi", "Moammar Qaddafi", "Kadhafi"], "muammar-gaddafi"),
        (&["Qassem Soleimani", "Qasem Suleimani", "Suleimani"], "qasem-soleimani"),
        (&["İbrahim Kalın", "Ibrahim Kalin", "IBRAHIM KALIN"], "ibrahim-kalin"),
        (&["Bashar al-Assad", "Al Assad", "Assad"], "bashar-al-assad"),
        (&["Kim Jong-un", "Kim Jong Un"], "kim-jong-un"),
        (&["Mohammed bin Salman", "MBS"], "mohammed-bin-salman"),
        (&["Joe Biden", "Joseph Biden", "Joseph R. Biden Jr."], "joe-biden"),
        (&["Tayyip Erdogan", "Recep Tayyip Erdoğan", "Erdogan"], "recep-tayyip-erdogan"),
        (&["Nino Beridze", "NINO BERIDZE", "Beridze"], "nino-beridze"),
        (&["Aleksei Petrenko", "Alexey Petrenko", "A. Petrenko", "Petrenko"], "aleksei-petrenko"),
        (&["Mohamad al-Hariq", "Muhammad Al Hariq", "al-Hariq"], "muhammad-al-hariq"),
        (&["Mike Torrance", "Michael Torrance"], "michael-torrance"),
        (&["Jane Rees-Holt", "Rees-Holt"], "jane-rees-holt"),
    ] {
        assert_eq!(people(names), vec![id; names.len()], "{names:?}");
    }
}

#[test]
fn two_people_of_one_name() {
    for (names, ids) in [
        (&["Sergei Lavrov", "Sergei Shoigu"][..], &["sergey-lavrov", "sergei-shoigu"][..]),
        (&["Joe Biden", "Hunter Biden", "Biden"], &["joe-biden", "hunter-biden", "joe-biden"]),
        // A household name is meant even where the corpus names another bearer, one that is only well known is not.
        (&["Hunter Biden", "Biden"], &["hunter-biden", "joe-biden"]),
        (&["Nadia Trudeau", "Trudeau"], &["nadia-trudeau", "nadia-trudeau"]),
        (&["Omar Rouhani", "Rouhani"], &["omar-rouhani", "omar-rouhani"]),
        (&["Kim Jong-un", "Kim Yo-jong"], &["kim-jong-un", "kim-yo-jong"]),
        (&["Xi Jinping", "Li Keqiang", "Xi"], &["xi-jinping", "li-keqiang", "xi-jinping"]),
        (&["Donald Trump", "Donald Trump Jr."], &["donald-trump", "donald-trump-jr"]),
        (&["Tin Kyi", "Key"], &["tin-kyi", "key"]),
        (&["Ana Ruiz", "Tom Ruiz", "Ruiz"], &["ana-ruiz", "tom-ruiz", "ruiz"]),
        (&["John A. Marlow", "John B. Marlow"], &["john-a-marlow", "john-b-marlow"]),
        (&["Anna Petrenko", "Andrei Petrenko", "A. Petrenko"], &["anna-petrenko", "andrei-petrenko", "a-petrenko"]),
    ] {
        assert_eq!(people(names), ids, "{names:?}");
    }
}

#[test]
fn a_surname_goes_to_whom_gender_and_country_allow() {
    let mrs = LocalActor { gender: Some(Gender::Female), ..person("Erdogan") };
    let (_, ids) = merged(&[vec![person("Recep Tayyip Erdogan"), person("Emine Erdogan")], vec![mrs]]);
    assert_eq!(ids[2], "emine-erdogan");
    let georgian = LocalActor { country: Country::new("GEO"), ..person("Putin") };
    assert_eq!(merged(&[vec![georgian]]).1, ["putin"]);
    assert_eq!(people(&["Putin"]), ["vladimir-putin"]);
}

#[test]
fn the_office_of_the_day_decides_between_well_known_people() {
    let inputs = |year| {
        let corpus = of([(&[person("Bush")][..], Date::new(year, 5, 1).ok())]);
        corpus.finish(&Gazetteer::default()).actors[0].id.clone()
    };
    assert_eq!(inputs(2003), "george-w-bush");
    assert_eq!(inputs(1991), "george-hw-bush");
}

#[test]
fn things_are_one_by_name_and_abbreviation() {
    use ActorType::{ArmedGroup, Country as State, Government, Media, Organization};
    let long = LocalActor {
        names: vec!["Northern Relief Union".into(), "NRU".into()],
        ..actor("Northern Relief Union", Organization)
    };
    let ministry = |code| LocalActor { country: Country::new(code), ..actor("Ministry of Fog", Government) };
    for (actors, ids) in [
        (
            vec![
                actor("Hayat Tahrir al-Sham", ArmedGroup),
                actor("HTS", ArmedGroup),
                actor("Hayat Tahrir Al Sham", ArmedGroup),
            ],
            vec!["hayat-tahrir-al-sham"; 3],
        ),
        (
            vec![actor("United Nations", Organization), actor("U.N.", Organization), actor("UN", Organization)],
            vec!["united-nations"; 3],
        ),
        (
            vec![long, actor("NRU", Organization), actor("Northern Relief Union", Organization)],
            vec!["northern-relief-union"; 3],
        ),
        (
            vec![actor("Harbour Safety Council", Organization), actor("HSC", Organization)],
            vec!["harbour-safety-council"; 2],
        ),
        (vec![actor("The Washington Post", Media), actor("Washington Post", Media)], vec!["washington-post"; 2]),
        (vec![ministry("RUS"), ministry("TUR")], vec!["ministry-of-fog-rus", "ministry-of-fog-tur"]),
        (vec![ministry("RUS"), actor("Ministry of Fog", Government)], vec!["ministry-of-fog"; 2]),
        (vec![actor("Niger", State), actor("Nigeria", State)], vec!["niger", "nigeria"]),
        (vec![actor("Kareem", Media), person("Kareem")], vec!["kareem-media", "kareem-person"]),
        (
            vec![actor("Centre for Maps", Organization), actor("the Center for Maps", Organization)],
            vec!["center-for-maps"; 2],
        ),
    ] {
        let shown = format!("{actors:?}");
        assert_eq!(merged(&actors.into_iter().map(|actor| vec![actor]).collect::<Vec<_>>()).1, ids, "{shown}");
    }
}

#[test]
fn the_latest_office_and_the_tables_name_are_kept() {
    let day = |year| Date::new(year, 3, 1).ok();
    let with_role = |role: &str| vec![LocalActor { role: Some(role.to_owned()), ..person("Ana Ruiz") }];
    let (minister, president) = (with_role("Foreign Minister"), with_role("President"));
    let documents = [(president.as_slice(), day(2019)), (&minister, day(2015))];
    let joined = of(documents).finish(&Gazetteer::default());
    assert_eq!((joined.actors.len(), joined.actors[0].role.as_deref()), (1, Some("President")));
    let told = joined.cast.telling(1, LocalActorId(0)).unwrap();
    assert_eq!(joined.role(told), Some("Foreign Minister"));

    let (corpus, _) = merged(&[vec![person("RECEP TAYYIP ERDOGAN")], vec![person("Recep Tayyip Erdogan")]]);
    let found = &corpus.actors[0];
    assert_eq!((found.name.as_str(), found.country), ("Recep Tayyip Erdoğan", Country::new("TUR")));
    assert_eq!(found.aliases, ["Recep Tayyip Erdogan"]);

    let (corpus, _) = merged(&[vec![person("JAVIER ÑUFLO")], vec![actor("GLOBAL FOG", ActorType::Organization)]]);
    let names: Vec<_> = corpus.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["GLOBAL FOG", "Javier Ñuflo"]);
}

#[test]
fn odd_names_are_no_trouble() {
    let odd = ["", " ", "-", "…", "’s", "Лавров", "\u{200b}", "a", "Jr.", "\u{0}", "李克强"];
    let ids = people(&odd);
    assert!(ids.iter().all(|id| !id.is_empty()));
}

/// Names that have much in common, so that every rule comes into play.
fn any_actor() -> impl Strategy<Value = LocalActor> {
    let given =
        prop::sample::select(vec!["", "Sergey", "Sergei", "S.", "Ana", "Hunter", "Joe", "Joseph", "Mike", "Michael"]);
    let middle = prop::sample::select(vec!["", "", "Viktorovich", "V.", "A.", "B."]);
    let family =
        prop::sample::select(vec!["Lavrov", "Biden", "Ruiz", "RUIZ", "Shoygu", "al-Assad", "NRU", "Relief Union"]);
    let kind = prop::sample::select(vec![
        ActorType::Person,
        ActorType::Person,
        ActorType::Organization,
        ActorType::Government,
    ]);
    let country = prop::sample::select(vec![None, Country::new("RUS"), Country::new("USA")]);
    let gender = prop::sample::select(vec![None, None, Some(Gender::Female), Some(Gender::Male)]);
    (given, middle, family, kind, country, gender).prop_map(|(given, middle, family, r#type, country, gender)| {
        let name = [given, middle, family].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        LocalActor { country, gender, role: Some(middle.to_owned()), ..actor(&name, r#type) }
    })
}

/// Names as news has them, and what makes one of them doubtful: several types, abbreviations, capitals.
fn any_thing() -> impl Strategy<Value = LocalActor> {
    let name = prop::sample::select(vec![
        "United Nations",
        "UN",
        "Un",
        "U.N.",
        "Sun",
        "The Sun",
        "Foreign Ministry",
        "NRU",
        "N.R.U.",
        "Northern Relief Union",
        "National Rail Union",
        "HTS",
        "TASS",
        "RELIEF UNION",
        "Relief union",
    ]);
    let other = prop::sample::select(vec![None, None, Some("NRU"), Some("UN"), Some("FM")]);
    let kind = prop::sample::select(vec![
        ActorType::Organization,
        ActorType::Media,
        ActorType::ArmedGroup,
        ActorType::Government,
        ActorType::Group,
    ]);
    let known = prop::sample::select(vec![None, None, None, Some("united-nations"), Some("russia")]);
    let country = prop::sample::select(vec![None, Country::new("RUS"), Country::new("TUR")]);
    let role = prop::sample::select(vec![None, Some("ministry"), Some("press office")]);
    (name, other, kind, known, country, role).prop_map(|(name, other, r#type, known, country, role)| {
        let mut actor = actor(name, r#type);
        actor.names.extend(other.map(str::to_owned));
        LocalActor { known: known.map(str::to_owned), country, role: role.map(str::to_owned), ..actor }
    })
}

type Told = (Vec<LocalActor>, Option<Date>);

fn any_document() -> impl Strategy<Value = Told> {
    let day = (2010_i16..2013, 1_i8..13).prop_map(|(year, month)| Date::new(year, month, 1).ok());
    let actors = prop::collection::vec(prop_oneof![any_actor(), any_thing()], 0..5);
    (actors, prop_oneof![3 => day, 1 => Just(None)])
}

proptest! {
    #[test]
    fn order_shards_and_groups_are_of_no_account(
        documents in prop::collection::vec(any_document(), 1..14),
        seed in any::<u64>(),
        shard in 1_usize..6,
    ) {
        let gazetteer = Gazetteer::default();
        let borrowed = |at: &usize| (documents[*at].0.as_slice(), documents[*at].1);
        let straight: Vec<usize> = (0..documents.len()).collect();
        let whole = of(straight.iter().map(borrowed)).finish(&gazetteer);
        let unique: std::collections::BTreeSet<_> = whole.actors.iter().map(|actor| &actor.id).collect();
        prop_assert_eq!(unique.len(), whole.actors.len());

        let mut order = straight;
        order.sort_by_key(|&at| (at as u64 ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let shuffled = of(order.iter().map(borrowed)).finish(&gazetteer);
        let mut shards = Corpus::default();
        for shard in order.chunks(shard) {
            shards.append(of(shard.iter().map(borrowed)));
        }
        let sharded = shards.finish(&gazetteer);
        for joined in [shuffled, sharded] {
            prop_assert_eq!(&whole.actors, &joined.actors);
            prop_assert_eq!(&whole.appearances, &joined.appearances);
            for (place, &at) in order.iter().enumerate() {
                prop_assert_eq!(ids(&whole, at), ids(&joined, place));
            }
        }

        // Tellings that were counted before come as one each, whatever the order.
        let mut counted = std::collections::HashMap::<Telling, u64>::new();
        for (actors, published) in &documents {
            for actor in actors {
                *counted.entry(Telling::new(actor.clone(), *published)).or_default() += 1;
            }
        }
        let mut grouped = Corpus::default();
        let numbers: std::collections::HashMap<Telling, TellingId> =
            counted.into_iter().map(|(telling, weight)| (telling.clone(), grouped.add_telling(telling, weight))).collect();
        let grouped = grouped.finish(&gazetteer);
        prop_assert_eq!(&whole.actors, &grouped.actors);
        for (document, (actors, published)) in documents.iter().enumerate() {
            let found = |actor: &LocalActor| {
                let telling = numbers[&Telling::new(actor.clone(), *published)];
                grouped.actors[grouped.cast.actor(telling)].id.clone()
            };
            prop_assert_eq!(ids(&whole, document), actors.iter().map(found).collect::<Vec<_>>());
        }
    }
}

#[test]
fn appearances_are_counted_once_a_document() {
    let extractor = Extractor::default();
    let texts = ["Sergey Lavrov said the talks were over. He left.", "", "Lavrov and Sergei Lavrov were in Ankara."];
    let mut corpus = Corpus::default();
    for (day, text) in (1..).zip(texts) {
        let input = Input { text, published: Date::new(2020, 3, day).ok(), ..Input::default() };
        match text {
            "" => corpus.skip(),
            _ => corpus.push(&extractor.document(input), None),
        }
    }
    let joined = corpus.finish(extractor.gazetteer());
    let lavrov = joined.actors.iter().position(|actor| actor.id == "sergey-lavrov").unwrap();
    let day = |day| Date::new(2020, 3, day).ok();
    let expected = Appearances { documents: 2, mentions: 4, statements: 1, first_seen: day(1), last_seen: day(3) };
    assert_eq!(joined.appearances[lavrov], expected);
    assert_eq!(joined.actor(2, LocalActorId(0)).map(|actor| actor.id.as_str()), Some("sergey-lavrov"));
    assert_eq!((joined.actor(1, LocalActorId(0)), joined.actor(9, LocalActorId(0))), (None, None));
}

#[test]
fn corpora_side_by_side_share_nobody() {
    let one = merged(&[vec![person("Ana Ruiz")], vec![person("Tom Ruiz")]]).0;
    let mut both = merged(&[vec![person("Ana Ruiz")]]).0;
    both.append_apart(one);
    let names: Vec<_> = both.actors.iter().map(|actor| actor.id.as_str()).collect();
    assert_eq!(names, ["ana-ruiz", "ana-ruiz", "tom-ruiz"]);
    assert_eq!((0..3).flat_map(|document| ids(&both, document)).collect::<Vec<_>>(), names);
    assert_eq!(both.cast.actor(both.cast.telling(1, LocalActorId(0)).unwrap()), 1);
    assert_eq!(both.duplicates, [None; 3]);
}

/// Run with `cargo test --release -- --ignored million`.
#[test]
#[ignore = "takes seconds, and tells only with optimization"]
fn a_million_mentions_take_seconds() {
    let given = ["Ana", "Sergey", "Tom", "Mei", "Joe", "Leyla", "Omar", "Ivan", "Mary", "Ahmed"];
    let mut state = 1_u64;
    let mut next = |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let documents: Vec<Vec<LocalActor>> = (0..100_000)
        .map(|_| {
            (0..10)
                .map(|_| {
                    // One surname in ten is a very common one.
                    let family = if next(10) == 0 { "Smith".to_owned() } else { format!("Name{}", next(50_000)) };
                    match next(4) {
                        0 => person(&family),
                        1 => person(&format!("{} {}", given[next(10) as usize], family)),
                        2 => person(&format!("G{} {}", next(20_000), family)),
                        _ => actor(&format!("{family} Relief {}", next(100)), ActorType::Organization),
                    }
                })
                .collect()
        })
        .collect();
    let start = std::time::Instant::now();
    let corpus = merged(&documents).0;
    let seconds = start.elapsed().as_secs_f64();
    println!("{} actors in {seconds:.1} s", corpus.actors.len());
    assert!(seconds < 30.0, "{seconds:.1} s");
}

#[test]
fn what_was_found_is_written_as_json() {
    let text = "“Talks are over,” Sergey Lavrov said in Ankara on 3 May 2019.";
    let extractor = Extractor::default();
    let record = extractor.document(Input { text, ..Input::default() });
    let found = serde_json::to_value(&record).expect("a record has a form");
    let statement = &found["statements"][0];
    assert_eq!(statement["content"], json!([{"start": 0, "end": 21}]), "spans count bytes");
    assert_eq!((&statement["act"], &statement["speaker"]), (&json!("say"), &json!(0)));
    assert_eq!(statement["said"], json!({"first": "2019-05-03", "last": "2019-05-03"}));
    assert_eq!(found["dates"]["expressions"][0]["value"], json!("2019-05-03"));
    assert_eq!(found["actors"]["mentions"][0]["evidence"], json!("known"));
    assert_eq!(found["actors"]["actors"][0]["country"], json!("RUS"));
    assert_eq!(found["layout"]["blocks"][0]["role"], json!("body"));
    let joined = serde_json::to_value(extractor.merge(&[record])).expect("so have all of them");
    assert_eq!((&joined["actors"][0]["id"], &joined["cast"]), (&json!("sergey-lavrov"), &json!([[0]])));
}

#[test]
fn an_actor_has_the_item_of_its_entry_and_nobody_else_has_one() {
    let (joined, _) = merged(&[vec![person("Lavrov"), person("Sergey Lavrov"), person("Ana Ruiz")]]);
    let items: Vec<_> = joined.actors.iter().map(|actor| (actor.name.as_str(), actor.wikidata)).collect();
    assert_eq!(items, [("Ana Ruiz", None), ("Sergey Lavrov", Some("Q58217"))]);
}
