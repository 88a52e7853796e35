//! Who is one and who is two, over the actors that documents name.

use proptest::prelude::*;

use super::*;
use crate::actors::{Country, Gender, LocalActor};
use crate::calendar::Date;

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
fn merged(documents: &[Vec<LocalActor>]) -> (CorpusActors, Vec<String>) {
    let inputs: Vec<_> = documents.iter().map(|actors| MergeInput { actors, published: None }).collect();
    let corpus = merge(&inputs, &Gazetteer::default());
    let ids = corpus.assignments.iter().flatten().map(|&at| corpus.actors[at as usize].id.clone()).collect();
    (corpus, ids)
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
        let actors = [person("Bush")];
        let input = MergeInput { actors: &actors, published: Date::new(year, 5, 1).ok() };
        merge(&[input], &Gazetteer::default()).actors[0].id.clone()
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
    let documents = [
        MergeInput { actors: &president, published: day(2019) },
        MergeInput { actors: &minister, published: day(2015) },
    ];
    let corpus = merge(&documents, &Gazetteer::default());
    assert_eq!((corpus.actors.len(), corpus.actors[0].role.as_deref()), (1, Some("President")));

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

proptest! {
    #[test]
    fn the_order_of_documents_is_of_no_account(
        documents in prop::collection::vec((prop::collection::vec(any_actor(), 0..4), 2010_i16..2013), 1..12),
        seed in any::<u64>(),
    ) {
        let merged = |documents: &[&(Vec<LocalActor>, i16)]| {
            let inputs: Vec<_> = documents
                .iter()
                .map(|(actors, year)| MergeInput { actors, published: Date::new(*year, 1, 1).ok() })
                .collect();
            merge(&inputs, &Gazetteer::default())
        };
        let straight: Vec<_> = documents.iter().collect();
        let mut order: Vec<usize> = (0..documents.len()).collect();
        order.sort_by_key(|&at| (at as u64 ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let shuffled: Vec<_> = order.iter().map(|&at| &documents[at]).collect();
        let (one, other) = (merged(&straight), merged(&shuffled));
        prop_assert_eq!(&one.actors, &other.actors);
        for (place, &at) in order.iter().enumerate() {
            prop_assert_eq!(&one.assignments[at], &other.assignments[place]);
        }
        let mut ids: Vec<_> = one.actors.iter().map(|actor| &actor.id).collect();
        ids.dedup();
        prop_assert_eq!(ids.len(), one.actors.len());
    }
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
    let inputs: Vec<_> = documents.iter().map(|actors| MergeInput { actors, published: None }).collect();
    let start = std::time::Instant::now();
    let corpus = merge(&inputs, &Gazetteer::default());
    let seconds = start.elapsed().as_secs_f64();
    println!("{} actors in {seconds:.1} s", corpus.actors.len());
    assert!(seconds < 30.0, "{seconds:.1} s");
}
